package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// byteSize is a number of bytes, written with k or M as well.
type byteSize int

func (b *byteSize) String() string {
	switch n := int(*b); {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%dM", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%dk", n>>10)
	default:
		return fmt.Sprint(n)
	}
}

func (b *byteSize) Set(v string) error {
	digits := strings.TrimRight(v, "kKmM")
	by, ok := map[string]int{"": 0, "k": 10, "K": 10, "m": 20, "M": 20}[v[len(digits):]]
	n, err := strconv.Atoi(digits)
	if err != nil || !ok || n <= 0 || n > 1<<30>>by {
		return errors.New("cần số byte, ví dụ 4194304, 512k hoặc 4M")
	}
	*b = byteSize(n << by)
	return nil
}

// count is a number from 1.
type count int

func (c *count) String() string { return strconv.Itoa(int(*c)) }

func (c *count) Set(v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		return errors.New("cần số nguyên lớn hơn 0")
	}
	*c = count(n)
	return nil
}

// countFromZero is a number from 0.
type countFromZero int

func (c *countFromZero) String() string { return strconv.Itoa(int(*c)) }

func (c *countFromZero) Set(v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		return errors.New("cần số nguyên từ 0")
	}
	*c = countFromZero(n)
	return nil
}

// spanFromZero is a time, or none.
type spanFromZero time.Duration

func (d *spanFromZero) String() string { return time.Duration(*d).String() }

func (d *spanFromZero) Set(v string) error {
	t, err := time.ParseDuration(v)
	if err != nil || t < 0 {
		return errors.New("cần khoảng thời gian từ 0s, ví dụ 5s")
	}
	*d = spanFromZero(t)
	return nil
}

// span is a time above zero.
type span time.Duration

func (d *span) String() string { return time.Duration(*d).String() }

func (d *span) Set(v string) error {
	t, err := time.ParseDuration(v)
	if err != nil || t <= 0 {
		return errors.New("cần khoảng thời gian lớn hơn 0, ví dụ 500ms, 10s hoặc 2m")
	}
	*d = span(t)
	return nil
}
