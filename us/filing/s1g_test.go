package filing

import (
	"math"
	"strings"
	"testing"

	"commonpurse/us/unit"

	"pgregory.net/rapid"
)

// Form 8615 by hand. The parents file jointly; the amounts are those of the rate schedules.
func TestUnearnedIncomeOfChildren(t *testing.T) {
	parents := "people:\n- {name: Ann, age: 45, wages: 200_000}\n- {name: Bob, age: 45, spouse_of: Ann, wages: 100_000}\n"
	child := func(what string) string { return "- {name: Cy, child_of: Ann, " + what + "}\n" }
	for _, c := range []struct {
		name, text string
		want       []float64 // regular tax of the children's units
	}{
		// 2024: 10,000 - 2,600 = 7,400 at 24% (parents' 270,800 is in that bracket), and 1,300 at 10%.
		{"interest", "year: 2024\n" + parents + child("age: 15, interest: 10_000"), []float64{0.24*7_400 + 130}},
		// The same in a student of 23, and not in one of 24 or one who does not study.
		{"a student", "year: 2024\n" + parents + child("age: 23, student: true, interest: 4_000"), []float64{0.24*1_400 + 130}},
		{"a student of 24", "year: 2024\n" + parents + child("age: 24, student: true, interest: 10_000"), nil},
		// No more than 2,600: nothing at the parents' rate; 2,000 less 1,300 at 10%.
		{"a little", "year: 2024\n" + parents + child("age: 15, interest: 2_000"), []float64{70}},
		// Gains: 7,400 of 10,000 unearned are net, all of it gains at 15%; the 1,300 left are gains at 0%.
		{"gains", "year: 2024\n" + parents + child("age: 15, long_term_gains: 10_000"), []float64{0.15 * 7_400}},
		// Two children share 24% of 7,400 + 17,400 by their own.
		{"two children", "year: 2024\n" + parents + child("age: 15, interest: 10_000") + "- {name: Di, age: 9, child_of: Ann, interest: 20_000}\n",
			[]float64{0.24*7_400 + 130, 0.24*17_400 + 130}},
		// Wages of 5,000 leave a standard deduction of 5,450: taxable 9,550, of it 7,400 net unearned.
		{"with wages", "year: 2024\n" + parents + child("age: 16, interest: 10_000, wages: 5_000"), []float64{0.24*7_400 + 215}},
		// 2019: 10,000 - 1,100 = 8,900, net unearned 7,800. Trusts: 10% to 1,100 + 2,600, 24% of the rest: 1,618.
		// Parents: 24% of 7,800 and 10% of 1,100: 1,982. The cheaper is taken.
		{"brackets of trusts", "year: 2019\n" + parents + child("age: 15, interest: 10_000"), []float64{370 + 0.24*5_200}},
		// 2019, 60,000: 58,900, net unearned 57,800. Trusts: 370 + 24% of 6,700 + 35% of 3,450 + 37% of 45,050.
		// Parents, 275,600: 24% of 45,850 to 321,450 and 32% of 11,950, and 110. The election is cheaper.
		{"the election", "year: 2019\n" + parents + child("age: 15, interest: 60_000"), []float64{0.24*45_850 + 0.32*11_950 + 110}},
		// 2018, 10,000: 8,950, net unearned 7,900; trusts: 10% of 1,050 + 2,550 and 24% of 5,350.
		{"2018", "year: 2018\n" + parents + child("age: 15, interest: 10_000"), []float64{360 + 0.24*5_350}},
		// An orphan who lives with a brother has his own rates: 8,700 at 10%.
		{"no parent", "year: 2024\npeople:\n- {name: Ann, age: 45, wages: 200_000}\n- {name: Cy, age: 15, sibling_of: Ann, interest: 10_000}\n", []float64{870}},
	} {
		var got []float64
		for _, u := range units(t, c.text).Units {
			if u.Facts.Claimed {
				got = append(got, u.Result.RegularTax)
				if taxed := u.Facts.UnearnedTaxed; taxed != strings.Contains(strings.Join(u.Said, " "), "26 USC 1(g)") {
					t.Errorf("%s: taxed at the parents' rates %v, said %q", c.name, taxed, u.Said)
				}
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
			continue
		}
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 0.005 {
				t.Errorf("%s: child %d owes %v, want %v", c.name, i, got[i], c.want[i])
			}
		}
	}
}

// A child never owes less at the parents' rates than on its own (1(g)(1)) outside the years of the
// brackets of trusts, and the parents owe the same.
func TestUnearnedIncomeCostsNoLess(t *testing.T) {
	laws := everyYear(t)
	rapid.Check(t, func(t *rapid.T) {
		h := draw(t)
		p := laws[h.Year]
		got, err := Units(p, h)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got.Units {
			u := &got.Units[i]
			f := u.Facts
			if f.UnearnedTaxed == (u.Result.NetUnearnedIncome <= 0) || u.Result.NetUnearnedIncome > u.Result.TaxableIncome || u.Result.PreferredUnearned > u.Result.NetUnearnedIncome {
				t.Errorf("taxed at the parents' rates %v: net unearned income %v of %v, gains %v", f.UnearnedTaxed, u.Result.NetUnearnedIncome, u.Result.TaxableIncome, u.Result.PreferredUnearned)
			}
			f.UnearnedTaxed, f.ParentalTax = false, 0
			m := maker{p: p, k: relate(h)}
			own := Unit{Members: u.Members, Adults: u.Adults, Facts: f}
			m.work(&own)
			if u.Result.RegularTax < own.Result.RegularTax-1e-6 || !u.Facts.UnearnedTaxed && u.Result.RegularTax != own.Result.RegularTax {
				t.Errorf("%d: owes %v, on its own %v", h.Year, u.Result.RegularTax, own.Result.RegularTax)
			}
			if u.Facts.UnearnedTaxed && u.Facts.Status == unit.Joint {
				t.Error("a joint return is taxed at the parents' rates")
			}
		}
	})
}
