package irc

import "commonpurse/us/unit"

// foreignTaxCredit is the credit for taxes of other countries as worked out on Form 1116, up to the
// tax, 26 USC 27, 901, 904; Schedule 3 line 1.
func foreignTaxCredit(_ *Params, f *unit.Facts, r *unit.Result) {
	r.ForeignTaxCredit = smaller(positive(f.ForeignTaxCredit), r.CreditLimit)
}
