package report

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// open starts a browser on the fixture's page and gives what it asked for and complained of so far.
func open(t *testing.T) (context.Context, func() []string) {
	t.Helper()
	path, err := Browser()
	if err != nil {
		t.Skip("no Chromium on this machine: ", err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(render(t, newFixture("The Pacific Confederation of States", "Remainder"))), 0o600); err != nil {
		t.Fatal(err)
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(60 * time.Second)}
	for _, flag := range quiet() {
		options = append(options, chromedp.Flag(strings.TrimPrefix(flag, "--"), true))
	}
	alone, stopBrowser := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stopBrowser)
	tab, stopTab := chromedp.NewContext(alone)
	t.Cleanup(stopTab)
	ctx, stop := context.WithTimeout(tab, 3*time.Minute)
	t.Cleanup(stop)
	var mu sync.Mutex
	var events []string
	err = chromedp.Listen(ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if e.Request.URL != "file://"+file {
				events = append(events, "request for "+e.Request.URL)
			}
		case *log.EventEntryAdded:
			events = append(events, e.Entry.Text)
		}
	})
	must(t, err)
	_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	must(t, err)
	_, err = chromedp.Call(ctx, log.Enable, cdp.Empty{})
	must(t, err)
	must(t, chromedp.Do(ctx, chromedp.Navigate("file://"+file)))
	return ctx, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return events
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// list runs a script that gives a list of sentences.
func told(t *testing.T, ctx context.Context, script string) []string {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](script))
	must(t, err)
	return out
}

// overflow lists what sticks out of the window to the right, but for tables in a box that scrolls by itself.
const overflow = `(() => {
	for (const d of document.querySelectorAll("details")) d.open = true;
	const wide = document.documentElement.scrollWidth, window_ = document.documentElement.clientWidth;
	const out = wide > window_ ? ["page is " + wide + " wide in " + window_] : [];
	for (const e of document.querySelectorAll("body *")) {
		const r = e.getBoundingClientRect();
		if (r.width && r.right > window_ + 1 && !e.closest(".scroll, svg") && getComputedStyle(e).position != "absolute") out.push(e.tagName + "." + e.className + " to " + r.right);
	}
	return out.slice(0, 10);
})()`

// clipped lists the labels that leave their picture, and pairs of labels that lie over each other.
const clipped = `(() => {
	const out = [];
	for (const svg of document.querySelectorAll("svg")) {
		const box = svg.viewBox.baseVal;
		if (!svg.getBoundingClientRect().width) continue;
		const seen = [];
		for (const text of svg.querySelectorAll("text")) {
			const b = text.getBBox();
			if (b.x < -2 || b.y < -2 || b.x + b.width > box.width + 2 || b.y + b.height > box.height + 2) out.push("leaves its picture: " + text.textContent + " " + [b.x, b.y, b.width, b.height, box.width, box.height].map(Math.round));
			for (const o of seen) {
				const w = Math.min(b.x + b.width, o.b.x + o.b.width) - Math.max(b.x, o.b.x);
				const h = Math.min(b.y + b.height, o.b.y + o.b.height) - Math.max(b.y, o.b.y);
				if (w > 1 && h > 4) out.push("over each other: " + text.textContent + " | " + o.s);
			}
			seen.push({b: b, s: text.textContent});
		}
	}
	return out.slice(0, 10);
})()`

// faint lists the texts of the page whose contrast with their ground is below 4.5:1 (text in pictures is computed from
// the colours themselves, in package chart).
const faint = `(() => {
	const rgb = s => s.match(/[\d.]+/g).map(Number);
	const lum = c => { const v = c.slice(0, 3).map(x => (x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4); return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
	const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
	const out = [];
	for (const e of document.querySelectorAll("h1,h2,h3,p,a,li,th,td,caption,summary,pre,span")) {
		const a = lum(rgb(getComputedStyle(e).color)), b = lum(ground(e));
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) out.push(e.tagName + "." + e.className + " " + ratio.toFixed(2));
	}
	return out.slice(0, 10);
})()`

func TestInBrowser(t *testing.T) {
	ctx, events := open(t)
	for _, c := range []struct {
		name          string
		width, height int64
		scale         float64
		scheme        string
	}{
		{"desk", 1280, 800, 1, "light"},
		{"tablet", 820, 1180, 1, "dark"},
		{"phone", 390, 844, 2, "light"},
		{"small phone", 320, 568, 2, "dark"},
		{"desk at 400% zoom", 1280 / 4, 1024 / 4, 4, "light"},
	} {
		_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: c.width, Height: c.height, DeviceScaleFactor: c.scale})
		must(t, err)
		_, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: c.scheme}}})
		must(t, err)
		for _, s := range told(t, ctx, overflow) {
			t.Errorf("%s: overflow: %s", c.name, s)
		}
		for _, s := range told(t, ctx, clipped) {
			t.Errorf("%s: label %s", c.name, s)
		}
		for _, s := range told(t, ctx, faint) {
			t.Errorf("%s: contrast below 4.5:1: %s", c.name, s)
		}
	}
	for _, e := range events() {
		t.Errorf("the browser tells of: %s", e)
	}
}

// The PDF has pages, tags for screen readers, the header and footer of the style sheet, and no date.
func TestPDF(t *testing.T) {
	if _, err := Browser(); err != nil {
		t.Skip("no Chromium on this machine: ", err)
	}
	f := newFixture("Pacific", "Remainder")
	ctx, stop := context.WithTimeout(context.Background(), 3*time.Minute)
	defer stop()
	var b bytes.Buffer
	if err := PDF(ctx, &b, f.result(), Options{}); err != nil {
		t.Fatal(err)
	}
	pdf := b.Bytes()
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf, []byte("/StructTreeRoot")) {
		t.Error("not a tagged PDF")
	}
	if len(pdf) > 2_000_000 {
		t.Errorf("%d bytes; expected under 2 MB", len(pdf))
	}
	for _, date := range dates.FindAll(pdf, -1) {
		if !bytes.Contains(date, []byte("D:20000101")) {
			t.Errorf("a date is left: %s", date)
		}
	}
}

func TestWithoutDates(t *testing.T) {
	in := "x /CreationDate (D:20261125231853+01'30') y /ModDate (D:20261125231853Z) z"
	want := "x /CreationDate (D:20000101000000+00'00') y /ModDate (D:20000101000000Z) z"
	if got := string(withoutDates([]byte(in))); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNoBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if path, err := Browser(); err == nil {
		t.Skip("a browser outside PATH: ", path)
	}
	f := newFixture("Pacific", "Remainder")
	if err := PDF(context.Background(), &bytes.Buffer{}, f.result(), Options{}); err != ErrNoBrowser {
		t.Errorf("got %v", err)
	}
}
