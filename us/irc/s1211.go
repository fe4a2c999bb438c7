package irc

import "commonpurse/us/unit"

// capitalGain is the net of short-term and long-term gains and losses; a net loss is limited, 26
// USC 1211(b); Schedule D lines 7, 15, 16, 21. Capital gain distributions are long-term gains
// (852(b)(3)(B)). The long-term net gain is that of 26 USC 1222(11): the smaller of lines 15 and 16,
// not below 0.
func capitalGain(p *Params, f *unit.Facts, r *unit.Result) {
	long := f.LongTermGains + f.GainDistributions
	r.NetGain = f.ShortTermGains + long
	r.CapitalGain = larger(r.NetGain, -p.CapitalLossLimit[f.Status])
	r.LongTermNetGain = positive(smaller(long, r.NetGain))
}
