package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// embedded is a NATS server inside this process, which nobody reaches over the network.
type embedded struct {
	config Config
	log    *slog.Logger
	unlock func()
	low    func() // is called when nothing more should be stored for now

	mu     sync.Mutex
	server *server.Server
	broken atomic.Bool // a write failed, after which the server writes no more to that stream
}

// startTime is how long the server may take to read what it has stored.
const startTime = 2 * time.Minute

// syncEvery is how often what was written goes to the disk without Config.Sync: what a loss of power may cost. The files touched since are
// few, so it costs next to nothing.
const syncEvery = time.Second

// maxPayload is the longest message; the results of rows that are longer become objects.
const maxPayload = 4 << 20

func startEmbedded(c Config, log *slog.Logger, low func()) (*embedded, error) {
	if c.Dir == "" {
		return nil, errors.New("neither a data folder nor the URL of a cluster is given")
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, err
	}
	unlock, err := lockFile(filepath.Join(c.Dir, "lock"))
	if err != nil {
		return nil, fmt.Errorf("%s is in use by another process: %w", c.Dir, err)
	}
	m := &embedded{config: c, log: log, unlock: unlock, low: low}
	if err := m.start(); err != nil {
		unlock()
		return nil, err
	}
	return m, nil
}

func (m *embedded) start() error {
	s, err := server.NewServer(&server.Options{
		ServerName: "vanban", DontListen: true, NoSigs: true, MaxPayload: maxPayload,
		JetStream: true, StoreDir: m.config.Dir, SyncAlways: m.config.Sync, SyncInterval: syncEvery,
		// What we store is bounded stream by stream, and by what is free on the disk.
		JetStreamMaxStore: 1 << 50, JetStreamMaxMemory: 1 << 20,
	})
	if err != nil {
		return err
	}
	s.SetLogger(serverLog{m}, false, false)
	s.Start()
	if !s.ReadyForConnections(startTime) || !s.JetStreamEnabled() {
		s.Shutdown()
		s.WaitForShutdown()
		return errors.New("the queue did not start; see the log")
	}
	m.mu.Lock()
	m.server = s
	m.mu.Unlock()
	return nil
}

func (m *embedded) current() *server.Server {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.server
}

// InProcessConn gives the client its connection, to whichever server there is by then.
func (m *embedded) InProcessConn() (net.Conn, error) { return m.current().InProcessConn() }

// watch keeps an eye on the disk. A server that could not write is started anew as soon as it can.
func (m *embedded) watch(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		free, err := freeBytes(m.config.Dir)
		room := err != nil || free >= max(m.config.MinFree, leastRoom)
		if !room {
			m.low()
		}
		if m.broken.Load() || !m.current().JetStreamEnabled() {
			m.low()
			if room {
				m.restart()
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// leastRoom is without what it makes no sense to begin again.
const leastRoom = 1 << 20

func (m *embedded) restart() {
	m.log.Warn("queue: a write failed; there is room now, so the queue is started anew")
	s := m.current()
	s.Shutdown()
	s.WaitForShutdown()
	m.broken.Store(false)
	if err := m.start(); err != nil {
		m.broken.Store(true)
		m.log.Error("queue: it does not start", "error", err)
	}
}

func (m *embedded) close() {
	s := m.current()
	s.Shutdown()
	s.WaitForShutdown()
	m.unlock()
}

// serverLog passes on what an operator should know.
type serverLog struct{ m *embedded }

func (serverLog) Noticef(string, ...any) {}
func (serverLog) Debugf(string, ...any)  {}
func (serverLog) Tracef(string, ...any)  {}

// What the server warns of is routine after a crash: it reads its store again.
func (l serverLog) Warnf(format string, v ...any) { l.m.log.Info("nats: " + fmt.Sprintf(format, v...)) }

func (l serverLog) Errorf(format string, v ...any) {
	text := fmt.Sprintf(format, v...)
	if strings.Contains(strings.ToLower(text), "write error") { // the server says so nowhere else: publishers just get no answer
		l.m.broken.Store(true)
		l.m.low()
	}
	l.m.log.Error("nats: " + text)
}

func (l serverLog) Fatalf(format string, v ...any) { l.Errorf(format, v...) }
