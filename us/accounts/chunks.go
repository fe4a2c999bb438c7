package accounts

import (
	"sync"
	"sync/atomic"
)

// chunkSize is how many households a worker takes at a time. It is fixed, so that what a chunk
// works out never depends on the number of workers.
const chunkSize = 2048

// chunks runs work over 0..n in fixed stretches on a number of workers (at least one). Each
// stretch writes only its own rows.
func chunks(n, workers int, work func(from, to int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, workers) {
		wg.Go(func() {
			for {
				from := int(next.Add(chunkSize)) - chunkSize
				if from >= n {
					return
				}
				work(from, min(n, from+chunkSize))
			}
		})
	}
	wg.Wait()
}
