// Package peer holds the programs against the outputs of PolicyEngine-US on made-up households: it
// turns each household of that layout into ours, works it out, and says where the two agree and,
// where they do not, why and who errs. A peer is evidence, not law.
package peer

import (
	"fmt"

	"commonpurse/formats/policyengine"
	"commonpurse/region"
	"commonpurse/us/benefit"
	"commonpurse/us/programs"
)

var statuses = map[string]benefit.Status{
	"SINGLE": benefit.Single, "JOINT": benefit.Joint, "SEPARATE": benefit.Separately,
	"HEAD_OF_HOUSEHOLD": benefit.HeadOfHousehold, "SURVIVING_SPOUSE": benefit.SurvivingSpouse,
}

// household fills our record from one of the layout. Adjusted gross income, cash assistance and the
// region's supplement to SSI are taken from the peer, since they are not what is compared here.
func household(from *policyengine.Household, p *programs.Params, h *benefit.Household) error {
	*h = benefit.Household{Takes: benefit.All.Without(benefit.Housing).Without(benefit.ChildCare)}
	id := -1
	for i, code := range p.Codes {
		if code == from.Region {
			id = i
		}
	}
	if id < 0 {
		return fmt.Errorf("region is %q; expected one of the 51", from.Region)
	}
	if len(from.People) > benefit.MaxPeople || len(from.Units) > benefit.MaxUnits {
		return fmt.Errorf("household has %d people in %d units; expected at most %d in %d", len(from.People), len(from.Units), benefit.MaxPeople, benefit.MaxUnits)
	}
	h.Region = region.ID(id)
	h.County = int32(from.Number("in_county_fips"))
	h.Area = p.Aid.AreaOf(id, h.County)
	h.N, h.NUnits = len(from.People), len(from.Units)
	h.Heating, h.Phone, h.Broadband = from.Number("in_heating_cooling_expense"), from.Number("in_phone_cost"), from.Number("in_broadband_cost")
	h.ChildCare = from.Number("in_spm_unit_pre_subsidy_childcare_expenses")
	h.Rents, h.Bedrooms = from.Text("in_spm_unit_tenure_type") == "RENTER", int8(from.Number("in_bedrooms"))
	h.TANF, h.TANFGiven = from.Number("tanf"), true
	h.StateSupplement = from.Number("state_ssi_supplement_total")
	for i, m := range from.People {
		person(from, m, &h.People[i], h)
	}
	for k, u := range from.Units {
		status, ok := statuses[u.Text("filing_status")]
		if !ok {
			return fmt.Errorf("filing status is %q", u.Text("filing_status"))
		}
		unit := &h.Units[k]
		unit.Status, unit.People = status, int8(u.Number("in_n_members"))
		unit.AGI = u.Number("adjusted_gross_income")
		unit.Tax = u.Number("income_tax")
		unit.MAGI = unit.AGI + modified(from, k)
	}
	return nil
}

// modified is what 26 USC 36B(d)(2) adds to the adjusted gross income of filer and spouse.
func modified(from *policyengine.Household, k int) float64 {
	var sum float64
	for _, m := range from.People {
		if m.Text("tax_unit_id") == from.Units[k].Text("tax_unit_id") && m.Text("in_tax_unit_role") != "DEPENDENT" {
			sum += security(m) - m.Number("taxable_social_security") + m.Number("in_tax_exempt_interest_income")
		}
	}
	return sum
}

func security(m policyengine.Record) float64 {
	return m.Number("in_social_security_retirement") + m.Number("in_social_security_disability") + m.Number("in_social_security_survivors")
}

func person(from *policyengine.Household, m policyengine.Record, p *benefit.Person, h *benefit.Household) {
	*p = benefit.Person{
		Age: int16(m.Number("in_age")), Spouse: benefit.None, Parents: [2]int8{benefit.None, benefit.None},
		Dependent: m.Text("in_tax_unit_role") == "DEPENDENT", Female: m.Flag("in_is_female"), Blind: m.Flag("in_is_blind"),
		Disabled: m.Flag("in_is_disabled"), DisabledSSI: m.Flag("in_meets_ssi_disability_criteria"), Pregnant: m.Flag("in_is_pregnant"),
		Pupil:   m.Number("in_age") < 18, // the program takes children of school age to be in school
		Student: m.Flag("in_is_full_time_college_student"), EmployerOffer: m.Flag("in_offered_aca_disqualifying_esi"),
		DisabilityMonths: int16(m.Number("in_months_receiving_social_security_disability")),
		Hours:            m.Number("in_weekly_hours_worked"), Wages: m.Number("in_employment_income"), SelfEmployment: m.Number("in_self_employment_income"),
		Unemployment: m.Number("in_unemployment_compensation"), SocialSecurity: security(m), SSDI: m.Number("in_social_security_disability"),
		Pensions:        m.Number("in_taxable_private_pension_income") + m.Number("in_taxable_ira_distributions"),
		Interest:        m.Number("in_taxable_interest_income") + m.Number("in_tax_exempt_interest_income"),
		TaxableInterest: m.Number("in_taxable_interest_income"),
		Dividends:       m.Number("in_qualified_dividend_income") + m.Number("in_non_qualified_dividend_income"),
		Rents:           m.Number("in_rental_income"), Gains: m.Number("in_long_term_capital_gains") + m.Number("in_short_term_capital_gains"),
		ChildSupport: m.Number("in_child_support_received"), SupportPaid: m.Number("in_child_support_expense"),
		Premiums: m.Number("in_health_insurance_premiums_without_medicare_part_b"), Medical: m.Number("in_other_medical_expenses"),
		CollegeCost: m.Number("in_cost_of_attending_college"), Assets: m.Number("in_bank_account_assets"),
	}
	for k, u := range from.Units {
		if u.Text("tax_unit_id") == m.Text("tax_unit_id") {
			p.Unit = int8(k)
		}
	}
	for j, other := range from.People {
		id := other.Text("person_id")
		if id != m.Text("person_id") && other.Text("in_marital_unit_id") == m.Text("in_marital_unit_id") {
			p.Spouse = int8(j)
		}
		if id == m.Text("in_parent_1_id") {
			p.Parents[0] = int8(j)
		}
		if id == m.Text("in_parent_2_id") {
			p.Parents[1] = int8(j)
		}
	}
	h.Rent += m.Number("in_pre_subsidy_rent")
	h.RealEstateTax += m.Number("in_real_estate_taxes")
}
