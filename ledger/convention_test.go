package ledger

import (
	"testing"

	"commonpurse/fault"
	"commonpurse/incidence"
)

func TestConventionsReadAndWrite(t *testing.T) {
	for text, want := range map[string]string{
		"cash":         "cash",
		"benefit":      "benefit",
		"income-share": "income-share",
		"benefit:interest=tax,deficit=neutral,corporate=0.5": "benefit:corporate=0.5,interest=tax,deficit=neutral",
		"cash:include=recurring,interest=holdings":           "cash:include=recurring",
		"cash:spending=benefit":                              "benefit:interest=holdings",
		"cash:foreign=0,corporate=1":                         "cash:corporate=1,foreign=0",
	} {
		c, err := ParseConvention(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.String(); got != want {
			t.Errorf("%s: canonical text is %s, want %s", text, got, want)
		}
	}
}

func TestConventionFaultsSayWhere(t *testing.T) {
	for text, want := range map[string]string{
		"cahs":                           `--convention:1:1: no convention "cahs"; expected cash, benefit, income-share; nearest valid name: cash`,
		"cash:intrest=tax":               `--convention:1:6: no choice "intrest"; expected one of corporate, foreign, spending, interest, deficit, excise, customs, estate, pay, unplaced, include; nearest valid name: interest`,
		"cash:deficit=kept,interest=x":   `--convention:1:28: interest is "x"; expected one of holdings, head, tax, income, exclude`,
		"cash:corporate=2":               `--convention:1:16: corporate is "2"; expected the share on capital, from 0 to 1`,
		"cash:deficit=kept,deficit=kept": `--convention:1:19: deficit is chosen twice; expected each choice once`,
	} {
		_, err := ParseConvention(text)
		if err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", text, err, want)
		}
		if !fault.IsUsage(err) {
			t.Errorf("%s: not the user's fault", text)
		}
	}
}

// TestEveryIncidenceIsAConvention lays every named incidence over every preset: the text that
// comes of it is read back.
func TestEveryIncidenceIsAConvention(t *testing.T) {
	for _, name := range incidence.Names() {
		a, err := incidence.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, preset := range Presets() {
			c, _ := Preset(preset)
			c = c.With(a)
			if again, err := ParseConvention(c.String()); err != nil || again != c {
				t.Errorf("%s over %s: %s reads back as %v, %v", name, preset, c, again, err)
			}
			if name == "default" && c.String() != preset {
				t.Errorf("default over %s is %s", preset, c)
			}
		}
	}
}

func FuzzParseConvention(f *testing.F) {
	for _, seed := range []string{"cash", "benefit:interest=tax,corporate=0.5", "income-share:", "cash:=", "cash:corporate=-0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseConvention(text)
		if err != nil {
			return
		}
		again, err := ParseConvention(c.String())
		if err != nil || again != c {
			t.Fatalf("%q: canonical text %q gives %v, %v", text, c.String(), again, err)
		}
	})
}
