package i18n_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/auth/phone"
	"tongtu/auth/wechat"
	"tongtu/data"
	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/engine/plan"
)

func TestErrorsNamePlaceAndRule(t *testing.T) {
	since := time.Date(2026, 12, 1, 7, 16, 0, 0, time.Local)
	for _, row := range []struct {
		name   string
		err    error
		zh, en string
	}{
		{"nothing", nil, "", ""},
		{"empty city name", model.City{ID: "x"}.Validate(), "名称：不能为空", "Name: must not be empty"},
		{"times backwards", &model.FieldError{Field: "calls[2].arr", Rule: model.RuleOrder, Value: "08:00:00"},
			"第 3 站的到达时间：时间或数值不能倒退", "Arrival at stop 3: must not run backwards"},
		{"no number", &model.FieldError{Field: "lon", Rule: model.RuleRange, Value: "NaN"}, "经度：NaN 超出允许范围", "Longitude: NaN is out of range"},
		{"field of an unknown kind", &model.FieldError{Field: "colour", Rule: "odd"}, "colour：无效", "colour: is not valid"},
		{"feed with a bad time", fmt.Errorf("import: %w", &feed.Error{File: "stop_times.txt", Line: 17, Column: "arrival_time", Code: feed.CodeTime, Value: "25:61:00"}),
			"stop_times.txt 第 17 行 arrival_time 列：不是有效的时间（“25:61:00”）", "stop_times.txt, line 17, column arrival_time: is not a time (“25:61:00”)"},
		{"text file as feed", &feed.Error{File: "notes.txt", Code: feed.CodeNotZip}, "notes.txt：不是 ZIP 压缩包", "notes.txt: is not a zip archive"},
		{"feed that is not there", &feed.Error{File: "cn.zip", Code: feed.CodeIO, Err: fs.ErrNotExist}, "cn.zip：找不到该文件。", "cn.zip: The file cannot be found."},
		{"feed with a column of no row", &feed.Error{File: "stops.txt", Column: "stop_id", Code: feed.CodeMissingColumn},
			"stops.txt stop_id 列：缺少必需的列", "stops.txt, column stop_id: a required column is missing"},
		{"locked", &data.LockedError{Path: "/d/t.db", Holder: data.Holder{PID: 42, Host: "desk", Since: since}},
			"数据文件正被另一个通途使用（进程 42，desk，自 12月1日 周二 07:16 起）：/d/t.db",
			"Another Tongtu has the data file open (process 42 on desk, since Tue 1 Dec 07:16): /d/t.db"},
		{"locked by nobody known", &data.LockedError{Path: "/d/t.db"}, "数据文件正被另一个程序使用：/d/t.db", "Another program has the data file open: /d/t.db"},
		{"station in use", &data.InUseError{Station: "s", Trips: 42}, "还有 42 个班次停靠该车站，不能删除。请先更改这些班次。",
			"42 trips call at this station, so it cannot be removed. Change these trips first."},
		{"station in use once", &data.InUseError{Station: "s", Trips: 1}, "还有 1 个班次停靠该车站，不能删除。请先更改这些班次。",
			"One trip calls at this station, so it cannot be removed. Change that trip first."},
		{"unknown place", &place.UnknownError{Text: "Atlantis"}, "没有名为“Atlantis”的城市或车站。", "There is no city or station called “Atlantis”."},
		{"ambiguous place", &place.AmbiguousError{Text: "朝阳", Candidates: []place.Match{{City: "1", Label: "朝阳", Detail: "辽宁"}, {City: "2", Station: "s2", Label: "朝阳", Detail: "北京"}}},
			"“朝阳”可能指：朝阳 (辽宁) id:1, 朝阳 (北京) id:s2", "“朝阳” may be any of: 朝阳 (辽宁) id:1, 朝阳 (北京) id:s2"},
		{"no connection", fmt.Errorf("plan: %w", plan.ErrNoRoute), "在查询的时间范围内没有可行的行程。", "No connection within the searched time."},
		{"blocked by the platform", &wechat.Error{Code: wechat.CodeBlockedUser}, "该身份已被平台限制登录。", "The platform has blocked this identity."},
		{"code used", &wechat.Error{Code: wechat.CodeCodeUsed}, "登录凭证无效或已使用，请重新扫码。", "The sign-in code is not valid or was used already; scan again."},
		{"passphrase locked", fmt.Errorf("elevate: %w", &auth.WaitError{Wait: 29*time.Second + 1}), "尝试次数过多，请 30 秒后再试。", "Too many attempts; try again in 30 seconds."},
		{"passphrase locked for long", &auth.WaitError{Wait: time.Hour}, "尝试次数过多，请 60 分钟后再试。", "Too many attempts; try again in 60 minutes."},
		{"wrong code of a message", &phone.CodeError{Left: 1}, "验证码不正确，还可再试 1 次。", "The code is wrong; 1 try left."},
		{"dead code of a message", &phone.CodeError{}, "验证码已过期或尝试次数过多，请重新获取。", "The code has expired or was tried too often; ask for another one."},
		{"no mobile number", phone.ErrNumber, "不是有效的中国大陆手机号：应为 11 位数字，例如 138 0013 8000。", "Not a mobile number of mainland China: eleven digits, such as 138 0013 8000."},
		{"last administrator", fmt.Errorf("x: %w", auth.ErrLastAdmin), "这是最后一位管理员，请先指定另一位。", "This is the last administrator; appoint another one first."},
		{"disk full", fmt.Errorf("write: %w", &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}),
			"磁盘空间不足，未作任何更改。请腾出空间后重试。（x）", "The disk is full; nothing was changed. Make room and try again. (x)"},
		{"disk full, nobody knows which", fmt.Errorf("file resize error: %w", syscall.ENOSPC),
			"磁盘空间不足，未作任何更改。请腾出空间后重试。", "The disk is full; nothing was changed. Make room and try again."},
		{"disk that fails", &fs.PathError{Op: "sync", Path: "/d/t.db", Err: syscall.EIO},
			"磁盘读写出错，未作任何更改。请备份数据并检查磁盘。（/d/t.db）", "The disk failed while reading or writing; nothing was changed. Make a backup and check the disk. (/d/t.db)"},
		{"disk that is read-only", &fs.PathError{Op: "open", Path: "/d/t.db", Err: syscall.EROFS},
			"磁盘只能读取，未作任何更改。（/d/t.db）", "The disk can only be read; nothing was changed. (/d/t.db)"},
		{"file too large", &fs.PathError{Op: "write", Path: "/d/t.db", Err: syscall.EFBIG},
			"文件超出系统允许的大小，未作任何更改。（/d/t.db）", "The file would be larger than the system allows; nothing was changed. (/d/t.db)"},
		{"cancelled", context.Canceled, "已取消。", "Cancelled."},
		{"forbidden", model.ErrForbidden, "当前身份不能进行此操作。", "Your identity may not do this."},
		{"anything else", errors.New("bolt: page 7"), "出了意外的问题，未作任何更改。详情已写入日志。", "Something unexpected went wrong; nothing was changed. The details are in the log."},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.Equal(t, row.zh, i18n.New(i18n.Zh).Error(row.err))
			require.Equal(t, row.en, i18n.New(i18n.En).Error(row.err))
		})
	}
}

func TestEveryErrorOfTheLayersHasItsOwnWords(t *testing.T) {
	c := i18n.New(i18n.Zh)
	seen := map[string]error{}
	for _, err := range []error{
		data.ErrSchemaTooNew, data.ErrSchemaOld, data.ErrDamaged, data.ErrFellBack, data.ErrMissing, data.ErrReplaced, data.ErrReadOnly, data.ErrNothingToUndo, data.ErrNothingToRedo,
		auth.ErrNotSignedIn, auth.ErrExpired, auth.ErrSignedOut, auth.ErrDeclined, auth.ErrChallengeExpired, auth.ErrCode, auth.ErrBlocked,
		auth.ErrBusy, auth.ErrTooMany, auth.ErrUnknownProvider,
		plan.ErrNoRoute, plan.ErrUnsupported, plan.ErrUnknown, plan.ErrSamePlace,
		model.ErrNotFound, model.ErrExists, model.ErrConflict, model.ErrForbidden,
	} {
		text, known := c.Describe(fmt.Errorf("somewhere: %w", err))
		require.True(t, known, err)
		require.NotContains(t, seen, text, "%v and %v", err, seen[text])
		seen[text] = err
	}
}

func TestAFeedWithManyProblemsNamesTheFirst(t *testing.T) {
	var errs []error
	for line := range 20 {
		errs = append(errs, &feed.Error{File: "stops.txt", Line: line + 2, Column: "stop_lat", Code: feed.CodeRange, Value: "NaN"})
	}
	text := i18n.New(i18n.En).Error(errors.Join(errs...))
	require.Len(t, strings.Split(text, "\n"), 6)
	require.True(t, strings.HasPrefix(text, "stops.txt, line 2, column stop_lat: is out of range (“NaN”)\n"), text)
	require.True(t, strings.HasSuffix(text, "\nand 15 more"), text)
}

func TestManyBrokenFieldsAreNamedOneALine(t *testing.T) {
	text := i18n.New(i18n.En).Error(model.Trip{}.Validate())
	require.Equal(t, "Identifier: must not be empty\nRoute: must not be empty\nCalendar: must not be empty\nStops: needs at least two stops", text)
}
