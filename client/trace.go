package client

import (
	"context"
	"net/http"
)

// traceKey is the key under which a context carries the value of a header.
type traceKey string

const (
	requestID   traceKey = "X-Request-Id"
	traceparent traceKey = "Traceparent"
)

// WithRequestID returns a context whose calls bear the id in the server's log and in its answers: 1 to 64 of A–Z a–z 0–9 . _ -.
// The server replaces any other by one of its own.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestID, id)
}

// WithTraceparent returns a context whose calls belong to a trace (W3C Trace Context, "00-…"). A transport that traces, set as
// [Client.HTTP], needs no help from here.
func WithTraceparent(ctx context.Context, parent string) context.Context {
	return context.WithValue(ctx, traceparent, parent)
}

// setTrace adds what the context carries.
func setTrace(ctx context.Context, header http.Header) {
	for _, key := range [...]traceKey{requestID, traceparent} {
		if value, ok := ctx.Value(key).(string); ok && value != "" {
			header.Set(string(key), value)
		}
	}
}
