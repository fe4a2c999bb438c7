package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"commonpurse/table"
)

// browsers are the names and places under which a Chromium is installed, tried in this order.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`, `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`}

// ErrNoBrowser says that this machine has no browser to print with.
var ErrNoBrowser = errors.New("a PDF is printed by an installed Chromium, Chrome or Edge, and none was found; write the report as .html and print that from any browser")

// Browser finds an installed Chromium.
func Browser() (string, error) {
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoBrowser
}

// PDF writes the report as the installed Chromium prints its HTML: with the running header, the page numbers and the page
// breaks of the style sheet. Pages are Letter, or A4 where the browser's locale has it so. The date that the browser
// stamps is taken out, so that the same tables and the same browser give the same bytes.
func PDF(ctx context.Context, w io.Writer, result *table.Result, opt Options) error {
	browser, err := Browser()
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := HTML(&page, result, opt); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "purse-report-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	pdf, err := print(ctx, browser, folder, page.Bytes())
	if err != nil {
		return err
	}
	_, err = w.Write(withoutDates(pdf))
	return err
}

// print runs the browser on a page in a folder of its own, with an empty profile and no network of its own making.
func print(ctx context.Context, browser, folder string, page []byte) ([]byte, error) {
	in, out := filepath.Join(folder, "report.html"), filepath.Join(folder, "report.pdf")
	if err := os.WriteFile(in, page, 0o600); err != nil {
		return nil, err
	}
	args := append(quiet(), "--user-data-dir="+filepath.Join(folder, "profile"), "--no-pdf-header-footer", "--print-to-pdf="+out, "file://"+filepath.ToSlash(in))
	said, err := exec.CommandContext(ctx, browser, args...).CombinedOutput()
	if err == nil {
		var pdf []byte
		if pdf, err = os.ReadFile(out); err == nil {
			return pdf, nil
		}
	}
	return nil, fmt.Errorf("report: %s did not print the report: %w: %s", browser, err, lastLine(said))
}

// quiet are the flags of a browser that works alone.
func quiet() []string {
	flags := []string{"--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"}
	if os.Geteuid() == 0 { // Chromium refuses to sandbox for root; the page is our own and has no script
		flags = append(flags, "--no-sandbox")
	}
	return flags
}

func lastLine(said []byte) string {
	lines := strings.Split(strings.TrimSpace(string(said)), "\n")
	return lines[len(lines)-1]
}

var dates = regexp.MustCompile(`/(CreationDate|ModDate) \(D:[^)]*\)`)

// withoutDates overwrites the digits of the dates with zeros of the same length, so that no offset in the file moves.
func withoutDates(pdf []byte) []byte {
	return dates.ReplaceAllFunc(pdf, func(date []byte) []byte {
		out := bytes.Clone(date)
		digits := out[bytes.IndexByte(out, ':')+1:]
		fixed := "20000101000000"
		for i := range digits {
			switch {
			case digits[i] < '0' || digits[i] > '9':
			case i < len(fixed):
				digits[i] = fixed[i]
			default:
				digits[i] = '0'
			}
		}
		return out
	})
}
