package law

import (
	"fmt"
	"math"
	"reflect"
)

// Fill sets the fields of a struct from the table. A field tagged `law:"name"` takes that
// parameter: a float of any named type or a bool for one column, an array for several (of exactly
// as many). Structs without a tag are filled field by field. It gives the parameters it used, by the
// path of the field.
func (t *Table) Fill(dst any) (map[string]*Resolved, error) {
	v := reflect.ValueOf(dst)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil, fmt.Errorf("law: fill %T: not a pointer to a struct", dst)
	}
	used := map[string]*Resolved{}
	return used, t.fill(v.Elem(), "", used)
}

func (t *Table) fill(v reflect.Value, prefix string, used map[string]*Resolved) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		path := prefix + field.Name
		name, tagged := field.Tag.Lookup("law")
		if !tagged {
			if field.Type.Kind() == reflect.Struct && field.IsExported() {
				if err := t.fill(v.Field(i), path+".", used); err != nil {
					return err
				}
			}
			continue
		}
		r := t.byName[name]
		if r == nil {
			return fmt.Errorf("law: field %s wants parameter %s, which the law does not have", path, name)
		}
		if err := set(v.Field(i), r); err != nil {
			return fmt.Errorf("law: field %s: %w", path, err)
		}
		used[path] = r
	}
	return nil
}

func set(v reflect.Value, r *Resolved) error {
	if v.Kind() == reflect.Array {
		if v.Len() != len(r.Value) {
			return fmt.Errorf("%s has %d columns, the field %d", r.Parameter.Name, len(r.Value), v.Len())
		}
		for i, x := range r.Value {
			if err := setOne(v.Index(i), x); err != nil {
				return err
			}
		}
		return nil
	}
	if len(r.Value) != 1 {
		return fmt.Errorf("%s has %d columns, the field one", r.Parameter.Name, len(r.Value))
	}
	return setOne(v, r.Value[0])
}

func setOne(v reflect.Value, x float64) error {
	switch v.Kind() {
	case reflect.Float64:
		v.SetFloat(x)
	case reflect.Int:
		if x > math.MaxInt32 { // no limit
			x = math.MaxInt32
		}
		v.SetInt(int64(x))
	case reflect.Bool:
		v.SetBool(x != 0)
	default:
		return fmt.Errorf("cannot hold a parameter in a %s", v.Type())
	}
	return nil
}
