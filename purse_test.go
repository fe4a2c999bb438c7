package purse

import (
	"bytes"
	"strings"
	"testing"

	"commonpurse/fault"
	"commonpurse/table"
)

func open(t *testing.T) *Union {
	t.Helper()
	u, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// Every proposal of the catalogue that is said to be supported reads, says its own name, and
// divides all regions; the others say why not.
func TestCatalogueReads(t *testing.T) {
	u := open(t)
	for _, e := range u.Catalogue() {
		p, err := u.Proposal(e.Name)
		if e.File == "" {
			if !fault.IsUsage(err) || !strings.Contains(err.Error(), "not supported yet") {
				t.Errorf("%s: %v", e.Name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
			continue
		}
		if p.Name != e.Name || p.Remains() == u.Regions.All() {
			t.Errorf("%s reads as %s: %s", e.Name, p.Name, p)
		}
		again, err := u.Proposal(p.String())
		if err != nil || again.Digest() != p.Digest() {
			t.Errorf("%s: its canonical text %s reads as another proposal (%v)", e.Name, p, err)
		}
	}
}

// Members that are said to be derived from votes are what the votes of the pack say.
func TestDerivedMembersFollowTheVotes(t *testing.T) {
	u := open(t)
	for _, c := range []struct {
		proposal  string
		year      int
		candidate string
	}{{"bluexit_2017", 2016, "Clinton"}, {"national_divorce_2024vote", 2024, "Trump"}, {"jesusland_2004", 2004, "Kerry"}} {
		p, err := u.Proposal(c.proposal)
		if err != nil {
			t.Fatal(err)
		}
		e, _ := u.Election(c.year)
		for _, id := range u.Regions.All().IDs() {
			carried := e.Candidates[e.First(id)].Name == c.candidate
			if leaves := !p.Remains().Has(id); leaves != carried {
				t.Errorf("%s: %s leaves: %v; carried by %s: %v", c.proposal, u.Regions.Code(id), leaves, c.candidate, carried)
			}
		}
	}
}

func TestDigestNamesThePackAndTheQuestion(t *testing.T) {
	u := open(t)
	one, err := u.Proposals()
	if err != nil {
		t.Fatal(err)
	}
	other, err := u.Describe("calexit")
	if err != nil {
		t.Fatal(err)
	}
	if one.Digest == other.Digest || len(one.Digest) != 64 || one.Version != Version {
		t.Errorf("digests %s and %s, version %s", one.Digest, other.Digest, one.Version)
	}
	changed := *u
	changed.digest = "another pack"
	if again := changed.result(one.Command, nil, one.Tables...); again.Digest == one.Digest {
		t.Error("another pack has the same digest")
	}
	var b bytes.Buffer
	if err := table.WriteJSON(&b, other); err != nil {
		t.Error(err)
	}
}
