package data_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
)

func TestPutRouteBringsANewOperator(t *testing.T) {
	f := open(t)
	f.load(line())
	before := f.network()
	d := shuttle()
	d.Route.Operator = ""
	d.Operator = &model.Operator{Name: "Shuttle Line"}
	require.NoError(t, f.PutRoute(t.Context(), d))
	last, _ := f.store.LastEdit()
	got, err := f.store.Route(model.RouteID(last.ID))
	require.NoError(t, err)
	require.Nil(t, got.Operator)
	all, err := f.store.Operators(t.Context())
	require.NoError(t, err)
	require.Contains(t, all, model.Operator{ID: got.Route.Operator, Name: "Shuttle Line"})
	f.sound()

	_, err = f.Undo(t.Context())
	require.NoError(t, err)
	require.Equal(t, before.Operators, f.network().Operators, "undo takes the operator back too")
}

func TestAStoredOperatorIsNotOverwritten(t *testing.T) {
	f := open(t)
	n := line()
	n.Operators = []model.Operator{{ID: "o", Name: "Old"}}
	f.load(n)
	d := shuttle()
	d.Route.Operator = "o"
	d.Operator = &model.Operator{ID: "o", Name: "New"}
	require.NoError(t, f.PutRoute(t.Context(), d))
	require.Equal(t, n.Operators, f.network().Operators)
}

func TestABroughtOperatorNeedsAName(t *testing.T) {
	for name, rule := range map[string]model.Rule{" ": model.RuleRequired, strings.Repeat("x", 121): model.RuleTooLong} {
		f := open(t)
		f.load(line())
		before := f.network()
		d := shuttle()
		d.Operator = &model.Operator{Name: name}
		err := f.PutRoute(t.Context(), d)
		require.Equal(t, []*model.FieldError{{Field: "operator", Rule: rule}}, model.FieldErrors(err))
		require.Equal(t, before, f.network())
	}
}
