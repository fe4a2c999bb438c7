// Package outcome measures what a split does to people: who gains and who loses, the poor, the
// spread of incomes, the voters of each candidate, differences within and between regions, and how
// sure each number is as far as the sample goes.
//
// Weights are people: a household counts as many times as it has persons. Resources are compared
// per equivalent adult (the square root of the number of persons).
package outcome
