// Package api serves documents over HTTP (contract v1): rendering, validation, the types with their schemas, and what
// operating a service takes. It owns HTTP alone: who may call, how much at once, negotiation, answers, logs of requests and
// metrics. What a document is and how it becomes files is package render's.
package api
