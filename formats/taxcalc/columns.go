package taxcalc

// The places of the input columns in a row. The names are Tax-Calculator's own.
const (
	recid = iota
	flpdyr
	mars
	dsi
	midr
	xtot
	eic
	n24
	nu06
	nu13
	nu18
	n1820
	n21
	elderlyDependents
	f2441
	ageHead
	ageSpouse
	blindHead
	blindSpouse
	f6251
	serviceTrade
	agiBin
	aLineno
	ffpos
	fips
	hSeq
	dataSource
	cmbtp
	e00200
	e00200p
	e00200s
	penconP
	penconS
	e00300
	e00400
	e00600
	e00650
	e00700
	e00800
	e00900
	e00900p
	e00900s
	e01100
	e01200
	e01400
	e01500
	e01700
	e02000
	e02100
	e02100p
	e02100s
	e02300
	e02400
	e03150
	e03210
	e03220
	e03230
	e03240
	e03270
	e03290
	e03300
	e03400
	e03500
	e07240
	e07260
	e07300
	e07400
	e07600
	e09700
	e09800
	e09900
	e11200
	e17500
	e18400
	e18500
	e19200
	e19800
	e20100
	e20400
	g20500
	e24515
	e24518
	e26270
	e27200
	e32800
	e58990
	e62900
	e87530
	k1bx14p
	k1bx14s
	p08000
	p22250
	p23250
	e87521
	businessWages
	businessProperty
	autoLoanInterest
	overtimeIncome
	tipIncome
	mcaidBen
	mcareBen
	otherBen
	snapBen
	housingBen
	ssiBen
	tanfBen
	vetBen
	wicBen
	s006
	columns
)

// counts is how many of the columns, from the first, hold whole numbers.
const counts = cmbtp

// InputNames are the input columns that are read; the others of its documentation follow from the
// unit (they are calculated) or serve its data files.
var InputNames = []string{
	"RECID", "FLPDYR", "MARS", "DSI", "MIDR", "XTOT", "EIC", "n24", "nu06", "nu13", "nu18", "n1820", "n21",
	"elderly_dependents", "f2441", "age_head", "age_spouse", "blind_head", "blind_spouse", "f6251", "PT_SSTB_income",
	"agi_bin", "a_lineno", "ffpos", "fips", "h_seq", "data_source", "cmbtp", "e00200", "e00200p", "e00200s", "pencon_p",
	"pencon_s", "e00300", "e00400", "e00600", "e00650", "e00700", "e00800", "e00900", "e00900p", "e00900s", "e01100",
	"e01200", "e01400", "e01500", "e01700", "e02000", "e02100", "e02100p", "e02100s", "e02300", "e02400", "e03150",
	"e03210", "e03220", "e03230", "e03240", "e03270", "e03290", "e03300", "e03400", "e03500", "e07240", "e07260",
	"e07300", "e07400", "e07600", "e09700", "e09800", "e09900", "e11200", "e17500", "e18400", "e18500", "e19200",
	"e19800", "e20100", "e20400", "g20500", "e24515", "e24518", "e26270", "e27200", "e32800", "e58990", "e62900",
	"e87530", "k1bx14p", "k1bx14s", "p08000", "p22250", "p23250", "e87521", "PT_binc_w2_wages", "PT_ubia_property",
	"auto_loan_interest", "overtime_income", "tip_income", "mcaid_ben", "mcare_ben", "other_ben", "snap_ben",
	"housing_ben", "ssi_ben", "tanf_ben", "vet_ben", "wic_ben", "s006",
}
