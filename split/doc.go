// Package split divides a union: a proposal as a value, the settlement that goes with it, the
// fiscal dividend of each bloc, and the closures that turn a dividend into changes for households.
//
// It knows no union's law: it reads the accounts of a union and of its households, and asks a door
// that the union supplies when a bloc has a law or a shock of its own.
package split
