// Package power measures how much say each region of a union has, against how many people it has
// and how much it pays: seats, senators, electors, people per elector, and the Banzhaf and
// Shapley–Shubik indices of weighted voting, exact by generating functions.
//
// It knows no country: a chamber is a list of whole weights and a quota.
package power

import (
	"fmt"
	"math/big"
)

// Game is a weighted vote: a coalition whose weights reach the quota decides.
type Game struct {
	Weights []int // one a player, not below zero
	Quota   int   // the least total that decides
}

// maxPlayers bounds the exact counts to 63 bits.
const maxPlayers = 62

// Majority makes the game in which more than half of the total weight decides.
func Majority(weights []int) Game {
	total := 0
	for _, w := range weights {
		total += w
	}
	return Game{Weights: weights, Quota: total/2 + 1}
}

func (g Game) check() (total int, err error) {
	if len(g.Weights) > maxPlayers {
		return 0, fmt.Errorf("power: %d players; expected at most %d", len(g.Weights), maxPlayers)
	}
	for i, w := range g.Weights {
		if w < 0 {
			return 0, fmt.Errorf("power: player %d has weight %d; expected a number not below zero", i, w)
		}
		total += w
	}
	if g.Quota <= 0 {
		return 0, fmt.Errorf("power: quota %d; expected a number above zero", g.Quota)
	}
	return total, nil
}

// Banzhaf gives each player's share of all swings (coalitions that the player turns from losing
// into winning). Shares add up to one; they are all zero when no coalition can win.
//
// The number of coalitions of each weight is the coefficient of the product of (1 + x^w); leaving
// a player out divides by its factor (Brams and Affuso 1976).
func (g Game) Banzhaf() ([]float64, error) {
	total, err := g.check()
	if err != nil {
		return nil, err
	}
	count := make([]uint64, total+1) // coalitions of each weight, over all players
	count[0] = 1
	reach := 0
	for _, w := range g.Weights {
		reach += w
		for x := reach; x >= w; x-- {
			if w == 0 {
				count[x] *= 2
			} else {
				count[x] += count[x-w]
			}
		}
	}
	swings := make([]uint64, len(g.Weights))
	without := make([]uint64, total+1)
	all := new(big.Int)
	for i, w := range g.Weights {
		if w == 0 {
			continue
		}
		for x := range without {
			without[x] = count[x]
			if x >= w {
				without[x] -= without[x-w]
			}
		}
		for x := max(0, g.Quota-w); x < g.Quota && x <= total; x++ {
			swings[i] += without[x]
		}
		all.Add(all, new(big.Int).SetUint64(swings[i]))
	}
	shares := make([]float64, len(g.Weights))
	if all.Sign() == 0 {
		return shares, nil
	}
	for i, s := range swings {
		shares[i], _ = new(big.Rat).SetFrac(new(big.Int).SetUint64(s), all).Float64()
	}
	return shares, nil
}

// Shapley gives the Shapley–Shubik index: the share of all orders of joining in which the player
// is the one that turns a losing coalition into a winning one. Shares add up to one, or are all
// zero when no coalition can win.
func (g Game) Shapley() ([]float64, error) {
	total, err := g.check()
	if err != nil {
		return nil, err
	}
	n := len(g.Weights)
	shares := make([]float64, n)
	if total < g.Quota {
		return shares, nil
	}
	width := total + 1
	count := make([]uint64, (n+1)*width) // count[size*width+weight]
	count[0] = 1
	for k, w := range g.Weights {
		for size := k + 1; size >= 1; size-- {
			row, below := count[size*width:(size+1)*width], count[(size-1)*width:size*width]
			for x := w; x <= total; x++ {
				row[x] += below[x-w]
			}
		}
	}
	factor := factorials(n)
	byWeight := map[int]float64{} // players of one weight share one index
	without := make([]uint64, n*width)
	for i, w := range g.Weights {
		if known, ok := byWeight[w]; ok {
			shares[i] = known
			continue
		}
		copy(without, count[:n*width])
		for size := 1; size < n; size++ {
			row, below := without[size*width:(size+1)*width], without[(size-1)*width:size*width]
			for x := w; x <= total; x++ {
				row[x] -= below[x-w]
			}
		}
		sum, term := new(big.Int), new(big.Int)
		for size := range n {
			var pivots uint64
			for x := max(0, g.Quota-w); x < g.Quota && x <= total; x++ {
				pivots += without[size*width+x]
			}
			term.SetUint64(pivots)
			term.Mul(term, factor[size])
			sum.Add(sum, term.Mul(term, factor[n-size-1]))
		}
		shares[i], _ = new(big.Rat).SetFrac(sum, factor[n]).Float64()
		byWeight[w] = shares[i]
	}
	return shares, nil
}

func factorials(n int) []*big.Int {
	f := make([]*big.Int, n+1)
	f[0] = big.NewInt(1)
	for i := 1; i <= n; i++ {
		f[i] = new(big.Int).Mul(f[i-1], big.NewInt(int64(i)))
	}
	return f
}
