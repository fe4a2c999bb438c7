package outcome

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each runs f for 0 … n-1 on a number of workers (0: as many as there are processors). Every task
// works alone on its own part, so that results do not depend on the number of workers.
func each(workers, n int, f func(task int)) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, n)
	if workers <= 1 {
		for task := range n {
			f(task)
		}
		return
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for task := int(next.Add(1)) - 1; task < n; task = int(next.Add(1)) - 1 {
				f(task)
			}
		})
	}
	wait.Wait()
}
