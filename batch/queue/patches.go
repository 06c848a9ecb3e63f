package queue

import "context"

// Patches returns the patches of rows as they are after all corrections. Rows that there are not are left out, and so are the last of those that
// are too long to be given together.
func (e *Engine) Patches(ctx context.Context, id string, rows []int) (map[int][]byte, error) {
	s, err := e.session()
	if err != nil {
		return nil, err
	}
	rec, _, err := s.read(ctx, id)
	if err != nil {
		return nil, err
	}
	if rec.State.hidden() {
		return nil, ErrNotFound
	}
	l, err := s.readList(ctx, rec)
	if err != nil {
		return nil, s.orGone(ctx, id, err)
	}
	wanted := make(map[int]bool, len(rows))
	for _, row := range rows {
		if row >= 1 && row <= rec.Rows {
			wanted[row] = true
		}
	}
	patches := make(map[int][]byte, len(wanted))
	if len(wanted) == 0 {
		return patches, nil
	}
	var listErr error
	size := 0
	for row, patch := range l.items(ctx, &listErr) {
		if wanted[row] {
			patches[row] = patch
			size += len(patch)
		}
		if len(patches) == len(wanted) || size > pageText {
			break
		}
	}
	if listErr != nil {
		return nil, s.orGone(ctx, id, listErr)
	}
	return patches, nil
}
