// Package finding puts a split's tables together in the order of the argument: who pays and who is
// paid, what the proposal moves, who wins where it leaves, who is hurt on both sides, the voters on
// the far side, power, territory, how sure each headline is, what is not modelled.
package finding
