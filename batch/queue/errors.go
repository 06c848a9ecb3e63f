package queue

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// The codes of the server's errors that have no name in its client (server/errors.json).
const (
	codeAccountLimits jetstream.ErrorCode = 10002
	codeNotAvailable  jetstream.ErrorCode = 10008
	codeNotLeader     jetstream.ErrorCode = 10009
	codeResources     jetstream.ErrorCode = 10023
	codeStorage       jetstream.ErrorCode = 10047
	codeStoreFailed   jetstream.ErrorCode = 10077
	codeOffline       jetstream.ErrorCode = 10118

	unavailable = 503                            // of any code
	perSubject  = "maximum messages per subject" // of codeStoreFailed, which has several reasons
)

// classify wraps an error of NATS in the one of ours that says what it means.
func classify(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrFull), errors.Is(err, ErrUnavailable):
		return err
	case isFullError(err):
		return fmt.Errorf("%w: %w", ErrFull, err)
	case isDown(err):
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}

func apiError(err error) *jetstream.APIError {
	var api *jetstream.APIError
	if errors.As(err, &api) {
		return api
	}
	var js jetstream.JetStreamError
	if errors.As(err, &js) {
		return js.APIError()
	}
	return nil
}

func isFullError(err error) bool {
	if api := apiError(err); api != nil {
		switch api.ErrorCode {
		case codeResources, codeAccountLimits, codeStorage:
			return true
		case codeStoreFailed:
			return !strings.Contains(api.Description, perSubject)
		}
	}
	text := err.Error()
	return strings.Contains(text, "no space left") || strings.Contains(text, "maximum bytes exceeded")
}

func isDown(err error) bool {
	for _, e := range []error{
		nats.ErrNoResponders, nats.ErrTimeout, nats.ErrConnectionClosed, nats.ErrDisconnected, nats.ErrConnectionReconnecting, nats.ErrNoServers, nats.ErrReconnectBufExceeded,
		jetstream.ErrNoStreamResponse, jetstream.ErrJetStreamNotEnabled, jetstream.ErrJetStreamNotEnabledForAccount, jetstream.ErrNoHeartbeat,
		jetstream.ErrStreamNotFound, jetstream.ErrAsyncPublishTimeout, jetstream.ErrConnectionClosed, jetstream.ErrTooManyStalledMsgs,
		context.DeadlineExceeded,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	api := apiError(err)
	return api != nil && (api.Code == unavailable || api.ErrorCode == codeNotLeader || api.ErrorCode == codeNotAvailable || api.ErrorCode == codeOffline)
}

// isTaken reports that somebody else's write came first.
func isTaken(err error) bool {
	api := apiError(err)
	return errors.Is(err, jetstream.ErrKeyExists) ||
		api != nil && (api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant)
}

// isOut reports that a job of this name is out already.
func isOut(err error) bool {
	api := apiError(err)
	return api != nil && api.ErrorCode == codeStoreFailed && strings.Contains(api.Description, perSubject)
}
