package accounts

import (
	"math"
	"testing"

	"commonpurse/account"
	"commonpurse/us/benefit"
	"commonpurse/us/unit"
)

// TestFamiliesOfHouseholds: the families of a household hold its people, share all of its money,
// and one who is not the householder's kin stands alone.
func TestFamiliesOfHouseholds(t *testing.T) {
	a := base(t)
	h, f, p := a.Households, a.Households.Families, a.inputs.People
	alone, several := 0, 0
	for i := range h.Region {
		from, to := f.First[i], f.First[i+1]
		if from == to {
			continue
		}
		several++
		var share float64
		persons, children := 0, 0
		for k := from; k < to; k++ {
			share += f.Share[k]
			persons += int(f.Persons[k])
			children += int(f.Children[k])
			if k > from && (f.Persons[k] != 1 || f.Children[k] != 0) {
				t.Fatalf("family %d of household %d has %d people", k-from, i, f.Persons[k])
			}
			alone += int(k - from)
		}
		if persons != int(h.Persons[i]) || children != int(h.Children[i]) || math.Abs(share-1) > 1e-12 {
			t.Fatalf("household %d of %d people and %d children has families of %d and %d with %v of its money", i, h.Persons[i], h.Children[i], persons, children, share)
		}
		low, high := p.Units(i)
		apart := false
		for u := low; u < high; u++ {
			apart = apart || p.Family(u) > 1 && p.Persons(u) == 1
		}
		if !apart {
			t.Fatalf("household %d has families, and nobody outside the householder's", i)
		}
	}
	if several == 0 || alone == 0 {
		t.Error("no household has an unrelated individual")
	}
}

// TestExpenses: nobody pays more for work than he earns, medical expenses meet the spending
// survey's sum within what the floor of premiums adds, and no housing subsidy counts beyond the
// need for shelter.
func TestExpenses(t *testing.T) {
	a := base(t)
	h, p := a.Households, a.inputs.People
	var medical, survey float64
	kind := p.Spending.Kind("healthcare")
	for i := range h.Region {
		n := a.own[i]
		if n.work > max(0, h.PayrollBase[i]) || n.work < 0 || n.medical < n.premium || n.excess < 0 || n.excess > h.Benefit[account.Housing][i] {
			t.Fatalf("household %d: %+v with earnings of %v and a subsidy of %v", i, n, h.PayrollBase[i], h.Benefit[account.Housing][i])
		}
		counted := h.Benefit[account.Housing][i] - n.excess
		if need := max(0, a.poverty.housing*h.SPMThreshold[i]-n.tenant); counted > need+1e-6 {
			t.Fatalf("household %d: %v of its housing subsidy counts, its need is %v", i, counted, need)
		}
		if sum := n.work + n.medical + n.excess; math.Abs(sum-h.Expenses[i]) > 1e-9*max(1, sum) {
			t.Fatalf("household %d: expenses of %v, parts of %v", i, h.Expenses[i], sum)
		}
		medical += h.Weight[i].Float() * n.medical
		survey += h.Weight[i].Float() * p.Spending.At(kind, p.Rank(i))
	}
	if medical < survey || medical > 1.1*survey {
		t.Errorf("medical expenses of %.0f, the survey has %.0f", medical, survey)
	}
}

// TestAgesAreDrawnOnce: the programs' children are as old as those of the household that is shown.
func TestAgesAreDrawnOnce(t *testing.T) {
	in, err := inputs()
	if err != nil {
		t.Fatal(err)
	}
	m := newMaker(in, 1)
	var s scratch
	var shown unit.Household
	seen := 0
	for h := 0; h < in.People.Len(); h += 97 {
		m.household(h, &s)
		in.People.FillHousehold(h, &shown)
		if len(shown.People) > benefit.MaxPeople {
			continue
		}
		var programs, people [121]int
		for j := range s.house.N {
			programs[s.house.People[j].Age]++
		}
		for j := range shown.People {
			people[shown.People[j].Age]++
		}
		if programs != people {
			t.Fatalf("household %d: ages %v for the programs, %v shown", h, programs, people)
		}
		seen += len(shown.People)
	}
	if seen < 1000 {
		t.Errorf("only %d people were compared", seen)
	}
}
