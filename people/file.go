package people

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"

	"commonpurse/money"
	"commonpurse/region"
)

// The compact file of a population, version 1:
//
//	8 bytes   "PURSEPPL"
//	2 bytes   version, little endian like every number below
//	32 bytes  SHA-256 of everything after it
//	4 bytes   year; 4 bytes households; 4 bytes units; 2 bytes columns; 2 bytes factors
//	factors   each: name (length byte and text), 8 bytes IEEE 754
//	columns   each: table (0 built in, 1 households, 2 units), encoding, name and unit (length byte and
//	          text), 4 bytes length, and the values, compressed with Zstandard
//
// Built-in columns are region, weight, survey, copy and units (of each household). Encodings:
//
//	bytes    one byte a value
//	amounts  a bit a value that says whether it is other than zero, then for those the low bytes and
//	         the high bytes of a 16-bit code: bit 15 sign, bits 10-14 power of ten, bits 0-9 digits
//	words    four planes of bytes, lowest first, of the value (survey: of its growth)
const (
	magic      = "PURSEPPL"
	version    = 1
	headerSize = len(magic) + 2 + sha256.Size
)

const (
	encodeBytes = iota
	encodeAmounts
	encodeWords
)

const (
	tableBuiltIn = iota
	tableHouseholds
	tableUnits
)

// ErrFile wraps what is wrong with a compact file.
var ErrFile = errors.New("people file")

type stored struct {
	table, encoding byte
	name, unit      string
	packed          []byte
}

// Write writes the compact file. Amounts other than counts must be rounded by Round. The same
// population gives the same bytes.
func Write(w io.Writer, p *People) error {
	if err := p.Check(); err != nil {
		return err
	}
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	var columns []stored
	add := func(table byte, name, unit string, encoding byte, plain []byte) {
		columns = append(columns, stored{table, encoding, name, unit, encoder.EncodeAll(plain, nil)})
	}
	n := p.Len()
	places, counts := make([]byte, n), make([]byte, n)
	weights, grown := make([]uint32, n), make([]uint32, n)
	for h := range n {
		units := p.First[h+1] - p.First[h]
		if units > 255 || p.Weight[h] > 1<<32-1 {
			return fmt.Errorf("%w: household %d has %d units and weight %v", ErrFile, h, units, p.Weight[h].Float())
		}
		places[h], counts[h], weights[h] = byte(p.Region[h]), byte(units), uint32(p.Weight[h])
		grown[h] = p.Survey[h]
		if h > 0 {
			grown[h] -= p.Survey[h-1]
		}
	}
	add(tableBuiltIn, "region", "", encodeBytes, places)
	add(tableBuiltIn, "weight", "", encodeWords, planes(weights))
	add(tableBuiltIn, "survey", "", encodeWords, planes(grown))
	add(tableBuiltIn, "copy", "", encodeBytes, p.Copy)
	add(tableBuiltIn, "units", "", encodeBytes, counts)
	for t, table := range []*Table{&p.Household, &p.Unit} {
		for _, c := range table.Columns {
			encoding, plain, err := encode(c.Values)
			if err != nil {
				return fmt.Errorf("%w: column %s: %w", ErrFile, c.Name, err)
			}
			add(byte(tableHouseholds+t), c.Name, c.Unit, encoding, plain)
		}
	}
	var body bytes.Buffer
	for _, v := range []uint32{uint32(p.Year), uint32(n), uint32(p.Unit.Rows)} {
		body.Write(binary.LittleEndian.AppendUint32(nil, v))
	}
	body.Write(binary.LittleEndian.AppendUint16(nil, uint16(len(columns))))
	body.Write(binary.LittleEndian.AppendUint16(nil, uint16(len(p.Factors))))
	for _, f := range p.Factors {
		body.WriteByte(byte(len(f.Name)))
		body.WriteString(f.Name)
		body.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(f.Value)))
	}
	for _, c := range columns {
		body.Write([]byte{c.table, c.encoding, byte(len(c.name))})
		body.WriteString(c.name)
		body.WriteByte(byte(len(c.unit)))
		body.WriteString(c.unit)
		body.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(c.packed))))
		body.Write(c.packed)
	}
	_, err = w.Write(seal(body.Bytes()))
	return err
}

// seal puts magic, version and checksum before a body.
func seal(body []byte) []byte {
	sum := sha256.Sum256(body)
	head := append([]byte(magic), version, 0)
	return append(append(head, sum[:]...), body...)
}

func planes(values []uint32) []byte {
	n := len(values)
	out := make([]byte, 4*n)
	for i, v := range values {
		out[i], out[n+i], out[2*n+i], out[3*n+i] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
	}
	return out
}

func encode(values []int32) (encoding byte, plain []byte, err error) {
	small := true
	for _, v := range values {
		small = small && v >= 0 && v < 256
	}
	if small {
		plain = make([]byte, len(values))
		for i, v := range values {
			plain[i] = byte(v)
		}
		return encodeBytes, plain, nil
	}
	mask := make([]byte, (len(values)+7)/8)
	var low, high []byte
	for i, v := range values {
		if v == 0 {
			continue
		}
		mask[i/8] |= 1 << (i % 8)
		code, err := amountCode(v)
		if err != nil {
			return 0, nil, fmt.Errorf("row %d: %w", i, err)
		}
		low, high = append(low, byte(code)), append(high, byte(code>>8))
	}
	return encodeAmounts, append(append(mask, low...), high...), nil
}

func amountCode(v int32) (uint16, error) {
	var sign uint16
	m := int64(v)
	if m < 0 {
		sign, m = 1<<15, -m
	}
	power := uint16(0)
	for m > 1023 {
		if m%10 != 0 {
			return 0, fmt.Errorf("%d has more than %d digits", v, Digits)
		}
		m, power = m/10, power+1
	}
	return sign | power<<10 | uint16(m), nil
}

var powersOfTen = [...]int32{1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000}

// Read reads a compact file whole. The regions are those of the union it belongs to.
func Read(file []byte, regions *region.List) (*People, error) {
	if len(file) < headerSize || string(file[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: does not begin with %s", ErrFile, magic)
	}
	if v := binary.LittleEndian.Uint16(file[len(magic):]); v != version {
		return nil, fmt.Errorf("%w: version %d; expected %d", ErrFile, v, version)
	}
	body := file[headerSize:]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], file[len(magic)+2:headerSize]) {
		return nil, fmt.Errorf("%w: the checksum does not match: the file is damaged", ErrFile)
	}
	r := &reader{rest: body}
	p := &People{Year: int(r.word()), Regions: regions}
	n, units := int(r.word()), int(r.word())
	p.Household.Rows, p.Unit.Rows = n, units
	columns := make([]stored, r.half())
	p.Factors = make([]Factor, r.half())
	for i := range p.Factors {
		p.Factors[i].Name = string(r.take(int(r.byte())))
		p.Factors[i].Value = math.Float64frombits(binary.LittleEndian.Uint64(r.take(8)))
	}
	for i := range columns {
		c := &columns[i]
		c.table, c.encoding = r.byte(), r.byte()
		c.name, c.unit = string(r.take(int(r.byte()))), string(r.take(int(r.byte())))
		c.packed = r.take(int(r.word()))
	}
	if r.short || len(r.rest) > 0 {
		return nil, fmt.Errorf("%w: ends early or late", ErrFile)
	}
	values, err := decodeAll(columns, n, units)
	if err != nil {
		return nil, err
	}
	if err := p.place(columns, values); err != nil {
		return nil, err
	}
	return p, p.Check()
}

// YearOf tells the year of the people in a compact file, without reading the rest.
func YearOf(file []byte) (int, error) {
	if len(file) < headerSize+4 || string(file[:len(magic)]) != magic {
		return 0, fmt.Errorf("%w: does not begin with %s", ErrFile, magic)
	}
	return int(binary.LittleEndian.Uint32(file[headerSize:])), nil
}

// place puts decoded columns where they belong.
func (p *People) place(columns []stored, values [][]int32) error {
	n := p.Household.Rows
	for i, c := range columns {
		v := values[i]
		switch c.table {
		case tableHouseholds:
			p.Household.Add(c.name, c.unit, v)
			continue
		case tableUnits:
			p.Unit.Add(c.name, c.unit, v)
			continue
		}
		switch c.name {
		case "region":
			p.Region = make([]region.ID, n)
			for h := range v {
				p.Region[h] = region.ID(v[h])
			}
		case "weight":
			p.Weight = make([]money.Weight, n)
			for h := range v {
				p.Weight[h] = money.Weight(uint32(v[h]))
			}
		case "survey":
			p.Survey = make([]uint32, n)
			var sum uint32
			for h := range v {
				sum += uint32(v[h])
				p.Survey[h] = sum
			}
		case "copy":
			p.Copy = make([]uint8, n)
			for h := range v {
				p.Copy[h] = uint8(v[h])
			}
		case "units":
			p.First = make([]int32, n+1)
			for h := range v {
				p.First[h+1] = p.First[h] + v[h]
			}
		default:
			return fmt.Errorf("%w: column %q is not known", ErrFile, c.name)
		}
	}
	return nil
}

func decodeAll(columns []stored, households, units int) ([][]int32, error) {
	values := make([][]int32, len(columns))
	errs := make([]error, len(columns))
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<28))
			if err == nil {
				defer decoder.Close()
			}
			var plain []byte
			for i := range next {
				if err != nil {
					errs[i] = err
					continue
				}
				rows := households
				if columns[i].table == tableUnits {
					rows = units
				}
				if plain, errs[i] = decoder.DecodeAll(columns[i].packed, plain[:0]); errs[i] == nil {
					values[i], errs[i] = decode(columns[i].encoding, plain, rows)
				}
			}
		}()
	}
	for i := range columns {
		next <- i
	}
	close(next)
	wait.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("%w: column %s: %w", ErrFile, columns[i].name, err)
		}
	}
	return values, nil
}

var errLength = errors.New("length does not fit the number of rows")

func decode(encoding byte, plain []byte, rows int) ([]int32, error) {
	switch encoding {
	case encodeBytes:
		if len(plain) != rows {
			return nil, errLength
		}
		out := make([]int32, rows)
		for i, b := range plain {
			out[i] = int32(b)
		}
		return out, nil
	case encodeWords:
		if len(plain) != 4*rows {
			return nil, errLength
		}
		out := make([]int32, rows)
		for i := range out {
			out[i] = int32(uint32(plain[i]) | uint32(plain[rows+i])<<8 | uint32(plain[2*rows+i])<<16 | uint32(plain[3*rows+i])<<24)
		}
		return out, nil
	case encodeAmounts:
		return decodeAmounts(plain, rows)
	}
	return nil, fmt.Errorf("encoding %d is not known", encoding)
}

func decodeAmounts(plain []byte, rows int) ([]int32, error) {
	size := (rows + 7) / 8
	if len(plain) < size {
		return nil, errLength
	}
	mask, rest := plain[:size], plain[size:]
	count := 0
	for _, b := range mask {
		count += bits.OnesCount8(b)
	}
	if len(rest) != 2*count || rows%8 != 0 && mask[size-1]>>(rows%8) != 0 {
		return nil, errLength
	}
	out := make([]int32, rows)
	low, high := rest[:count], rest[count:]
	k := 0
	for m, b := range mask {
		for ; b != 0; b &= b - 1 {
			code := uint16(low[k]) | uint16(high[k])<<8
			k++
			power := int(code >> 10 & 31)
			if power >= len(powersOfTen) {
				return nil, fmt.Errorf("amount code %#x is not known", code)
			}
			v := int32(code&1023) * powersOfTen[power]
			if code>>15 != 0 {
				v = -v
			}
			out[m*8+bits.TrailingZeros8(b)] = v
		}
	}
	return out, nil
}

// reader takes numbers off the front and remembers when there was too little.
type reader struct {
	rest  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.short = true
		return make([]byte, min(max(n, 0), 8))
	}
	out := r.rest[:n]
	r.rest = r.rest[n:]
	return out
}

func (r *reader) byte() byte   { return r.take(1)[0] }
func (r *reader) half() uint16 { return binary.LittleEndian.Uint16(r.take(2)) }
func (r *reader) word() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
