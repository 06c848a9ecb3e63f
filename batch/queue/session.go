package queue

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// The subjects. Jobs are out as long as they are in their stream.
const (
	rowJobSubject   = "vanban.job."   // + batch + "." + row + "." + revision
	batchJobSubject = "vanban.batch." // + batch
	hookSubject     = "vanban.hook."  // + batch + "." + revision
	resultSubject   = "vanban.row."   // + batch + "." + row
	madeSubject     = "vanban.made."  // + batch + "." + row, not stored: the store's word of a result that it has
	fullSubject     = "vanban.full"   // not stored: tells all processes that a write was refused for want of room
	stopSubject     = "vanban.stop."  // + batch, not stored: tells its coordinator at once that it was cancelled or removed
)

// The buckets of objects.
const (
	filesBucket = "vanban-files"
	blobsBucket = "vanban-blobs"
)

// Where the bucket of tries stands: the tries of a batch are removed together, which buckets cannot.
const (
	triesBucket  = "vanban-tries"
	triesStream  = "KV_" + triesBucket
	triesSubject = "$KV." + triesBucket + "." // + batch + "." + row + "." + revision
)

const (
	// ackWait is how long a job is another's that is not renewed: what a takeover takes.
	ackWait = 4 * time.Second
	// hookWait is the same for webhooks, whose attempts take long and are in no hurry.
	hookWait = time.Minute
	// callTime bounds one request to the queue, so that callers hear soon when it is not there.
	callTime = 5 * time.Second
	// grace is how much longer the store itself keeps what the janitor removes, for things that a crash left without an owner.
	grace = time.Hour
)

// session is a connection with everything on it. It outlives reconnects.
type session struct {
	nc                           *nats.Conn
	js                           jetstream.JetStream
	jobs, work, rows             jetstream.Stream
	batches, keys, tries, names  jetstream.KeyValue
	objects, blobs               jetstream.ObjectStore
	rowJobs, batchJobs, hookJobs jetstream.Consumer
}

// connect never fails for want of a server: the connection then comes by itself.
func (e *Engine) connect(ctx context.Context) (*nats.Conn, error) {
	options := []nats.Option{
		nats.Name("vanban"), nats.MaxReconnects(-1), nats.RetryOnFailedConnect(true), nats.ReconnectWait(250 * time.Millisecond),
		nats.ReconnectJitter(100*time.Millisecond, 100*time.Millisecond), nats.IgnoreAuthErrorAbort(), nats.ReconnectBufSize(-1),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { e.log.Warn("queue", "error", err) }),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				e.log.Warn("the queue is gone; reconnecting", "error", err)
			}
		}),
		nats.ReconnectHandler(func(nc *nats.Conn) {
			e.log.Info("the queue is back")
			go e.mend(ctx, nc)
		}),
	}
	if e.embedded != nil {
		return nats.Connect("", append(options, nats.InProcessServer(e.embedded))...)
	}
	if e.config.Credentials != "" {
		options = append(options, nats.UserCredentials(e.config.Credentials))
	}
	return nats.Connect(e.config.URL, options...)
}

// setUp makes the streams as soon as it can, and tells of the first attempt.
func (e *Engine) setUp(ctx context.Context, nc *nats.Conn, first chan<- error) {
	for wait := time.NewTimer(0); ; wait.Reset(time.Second) {
		select {
		case <-ctx.Done():
			nc.Close()
			return
		case <-wait.C:
		}
		s := &session{nc: nc}
		call, cancel := context.WithTimeout(ctx, 4*callTime)
		err := s.prepare(call, e)
		cancel()
		if err == nil {
			if _, err = nc.Subscribe(fullSubject, func(*nats.Msg) { e.lowOnSpace() }); err == nil {
				e.link.Store(s)
			}
		}
		select {
		case first <- err:
		default:
		}
		if err == nil {
			e.log.Info("the queue is ready")
			return
		}
		e.log.Warn("the queue is not ready", "error", err)
	}
}

// mend makes again what a queue that came back has lost: where the disk was full, or it has no disk, streams and consumers may be gone.
func (e *Engine) mend(ctx context.Context, nc *nats.Conn) {
	if e.link.Load() == nil { // setUp is at it
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 4*callTime)
	defer cancel()
	if err := (&session{nc: nc}).prepare(ctx, e); err != nil && ctx.Err() == nil {
		e.log.Warn("the queue is back, but not whole", "error", err)
	}
}

// prepare makes what is not there yet and brings what is there to our configuration.
func (s *session) prepare(ctx context.Context, e *Engine) (err error) {
	c := e.config
	if s.js, err = jetstream.New(s.nc, jetstream.WithPublishAsyncMaxPending(256), jetstream.WithPublishAsyncTimeout(2*callTime), jetstream.WithDefaultTimeout(callTime)); err != nil {
		return err
	}
	age := c.Retention + grace
	stream := func(dst *jetstream.Stream, cfg jetstream.StreamConfig) {
		if err != nil {
			return
		}
		// No Msg-Ids are used: names of jobs and results are unique by themselves.
		cfg.Replicas, cfg.MaxAge, cfg.MaxMsgsPerSubject, cfg.Discard, cfg.Duplicates = c.Replicas, age, 1, jetstream.DiscardNew, time.Second
		*dst, err = s.js.CreateOrUpdateStream(ctx, cfg)
	}
	// A job is in its stream until it is done, so that what is out can be asked; there is one of each name.
	stream(&s.jobs, jetstream.StreamConfig{Name: "vanban-jobs", Subjects: []string{rowJobSubject + ">"}, Retention: jetstream.WorkQueuePolicy, DiscardNewPerSubject: true})
	stream(&s.work, jetstream.StreamConfig{Name: "vanban-work", Subjects: []string{batchJobSubject + "*", hookSubject + ">"}, Retention: jetstream.WorkQueuePolicy, DiscardNewPerSubject: true})
	stream(&s.rows, jetstream.StreamConfig{Name: "vanban-rows", Subjects: []string{resultSubject + ">"}, MaxBytes: share(c.MaxBytes, 40), AllowDirect: true,
		RePublish: &jetstream.RePublish{Source: resultSubject + ">", Destination: madeSubject + ">", HeadersOnly: true}})
	bucket := func(dst *jetstream.KeyValue, name string, ttl time.Duration) {
		if err == nil {
			*dst, err = s.js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: name, TTL: ttl, Replicas: c.Replicas, MaxValueSize: 1 << 20})
		}
	}
	bucket(&s.batches, "vanban-batches", age)
	bucket(&s.keys, "vanban-keys", age)
	bucket(&s.tries, triesBucket, age)
	bucket(&s.names, "vanban-names", 0)
	objects := func(dst *jetstream.ObjectStore, name string, ttl time.Duration, size int64) {
		if err == nil {
			*dst, err = s.js.CreateOrUpdateObjectStore(ctx, jetstream.ObjectStoreConfig{Bucket: name, TTL: ttl, MaxBytes: size, Replicas: c.Replicas})
		}
	}
	objects(&s.objects, filesBucket, age, share(c.MaxBytes, 60))
	objects(&s.blobs, blobsBucket, 0, 0)
	if err != nil {
		return err
	}
	if e.embedded != nil && e.link.Load() == nil {
		if err := s.takeBack(ctx, e); err != nil {
			return err
		}
	}
	consumer := func(dst *jetstream.Consumer, of jetstream.Stream, name, subject string, wait time.Duration) {
		if err == nil {
			*dst, err = of.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
				Durable: name, FilterSubject: subject, AckPolicy: jetstream.AckExplicitPolicy, AckWait: wait, MaxDeliver: -1, MaxAckPending: 20_000,
			})
		}
	}
	consumer(&s.rowJobs, s.jobs, "workers", rowJobSubject+">", ackWait)
	consumer(&s.batchJobs, s.work, "coordinators", batchJobSubject+"*", ackWait)
	consumer(&s.hookJobs, s.work, "messengers", hookSubject+">", hookWait)
	return err
}

// takeBack frees the jobs of the process that had the folder before this one: it is gone, so nobody need wait until they run out. Which
// jobs were out is remembered, because one of them may be why it is gone.
func (s *session) takeBack(ctx context.Context, e *Engine) error {
	info, err := s.jobs.Info(ctx)
	if err != nil {
		return err
	}
	e.suspect = info.State.LastSeq
	for _, c := range []struct {
		stream jetstream.Stream
		name   string
	}{{s.jobs, "workers"}, {s.work, "coordinators"}} {
		if err := c.stream.DeleteConsumer(ctx, c.name); err != nil && !errors.Is(err, jetstream.ErrConsumerNotFound) {
			return err
		}
	}
	return nil
}

// share returns a part of a size in percent; no size has no part.
func share(size int64, percent int64) int64 { return size / 100 * percent }

// session returns the connection as it is now, or ErrUnavailable at once.
func (e *Engine) session() (*session, error) {
	s := e.link.Load()
	if s == nil || !s.nc.IsConnected() {
		return nil, ErrUnavailable
	}
	return s, nil
}
