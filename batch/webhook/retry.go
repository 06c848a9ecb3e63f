package webhook

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Permanent is the error of a message that no further attempt will deliver: the receiver wants no more (410), or the address is not
// allowed.
type Permanent struct {
	Status int // of the answer; 0 when there was none
	Err    error
}

func (e *Permanent) Error() string {
	if e.Err == nil {
		return answered(e.Status)
	}
	return e.Err.Error()
}

// Unwrap returns the cause.
func (e *Permanent) Unwrap() error { return e.Err }

// Retry is the error of an attempt that should be repeated.
type Retry struct {
	Status int           // of the answer; 0 when there was none
	After  time.Duration // how long the receiver asks to be left alone; 0 when it does not say
	Err    error
}

func (e *Retry) Error() string {
	if e.Err == nil {
		return answered(e.Status)
	}
	return unreachable(e.Err)
}

// Unwrap returns the cause, for the log.
func (e *Retry) Unwrap() error { return e.Err }

func answered(status int) string {
	return fmt.Sprintf("máy chủ nhận webhook trả lời %d", status)
}

// unreachable says why there was no answer. What package net says has addresses of our network in it, so it is for the log alone.
func unreachable(err error) string {
	const failed = "không gọi được máy chủ nhận webhook"
	var (
		name        *net.DNSError
		certificate *tls.CertificateVerificationError
		timeout     net.Error
	)
	switch {
	case errors.As(err, &name):
		return failed + ": không tìm thấy tên máy chủ"
	case errors.As(err, &certificate):
		return failed + ": chứng thư của máy chủ không được tin cậy"
	case errors.As(err, &timeout) && timeout.Timeout():
		return failed + ": quá thời gian chờ"
	}
	return failed
}

// schedule has the waiting times before the second and further attempts, which the specification gives as an example: some three days.
var schedule = [...]time.Duration{
	5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour,
}

const (
	// spread is the share of a waiting time that jitter adds at most.
	spread = 0.2
	// maxAfter is the longest wait that a receiver can ask for.
	maxAfter = 24 * time.Hour
)

// Next says how long to wait for the next attempt after err ended one, failures being the number of attempts that have failed so far, from
// 1. Jitter is a random number from 0 to 1, so that receivers that recover are not called by all at once. ok is false when there shall be
// no further attempt.
func Next(failures int, err error, jitter float64) (wait time.Duration, ok bool) {
	var permanent *Permanent
	if errors.As(err, &permanent) || failures < 1 || failures > len(schedule) {
		return 0, false
	}
	wait = schedule[failures-1]
	var retry *Retry
	if errors.As(err, &retry) {
		wait = max(wait, retry.After)
	}
	return wait + time.Duration(float64(wait)*spread*jitter), true
}

// retryAfter reads the header of that name (RFC 9110, 10.2.3): seconds or a date.
func retryAfter(value string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return min(time.Duration(seconds)*time.Second, maxAfter)
	}
	if date, err := http.ParseTime(value); err == nil {
		return min(max(date.Sub(now), 0), maxAfter)
	}
	return 0
}
