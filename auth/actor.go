package auth

import (
	"context"

	"tongtu/data/model"
)

// Actor says who ctx acts as; a guest is nobody. It is what the history of the
// network shows, and no proof: ask Authorize first.
func (s *Service) Actor(ctx context.Context) model.Person {
	u := SessionOf(ctx).User
	return model.Person{ID: string(u.ID), Name: u.Name}
}
