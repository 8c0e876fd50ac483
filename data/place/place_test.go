package place_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/data/place"
)

// world is a handful of cities with what makes searching hard: polyphones,
// namesakes, shared initials, stations named like their city.
func world() ([]model.City, []model.Station) {
	city := func(id, name, pinyin, english string, rank uint8, aliases ...string) model.City {
		return model.City{ID: model.CityID(id), Name: name, Pinyin: pinyin, English: english, Rank: rank, Aliases: aliases}
	}
	station := func(id, city, name, code string) model.Station {
		return model.Station{ID: model.StationID(id), City: model.CityID(city), Name: name, Code: code}
	}
	cities := []model.City{
		city("bjs", "北京", "bei jing", "Beijing", 1, "北平", "Peking", "京"),
		city("sha", "上海", "shang hai", "Shanghai", 2, "沪", "申城"),
		city("can", "广州", "guang zhou", "Guangzhou", 2, "羊城", "Canton"),
		city("sia", "西安", "xi an", "Xi'an", 2, "长安"),
		city("ckg", "重庆", "", "Chongqing", 2, "渝"),
		city("xmn", "厦门", "", "Xiamen", 3, "鹭岛", "Amoy"),
		city("csx", "长沙", "", "Changsha", 2, "星城"),
		city("ctu", "成都", "", "Chengdu", 2, "蓉城"),
		city("hrb", "哈尔滨", "ha er bin", "Harbin", 2),
		city("szv", "苏州", "su zhou", "Suzhou", 3),
		city("ahs", "宿州", "su zhou", "Suzhou", 3),
		city("tna", "济南", "ji nan", "Jinan", 2),
		city("nkg", "南京", "nan jing", "Nanjing", 2, "金陵"),
		city("jjn", "泉州", "quan zhou", "Quanzhou", 3),
		city("quz", "衢州", "qu zhou", "Quzhou", 3),
		city("llv", "吕梁", "lü liang", "Lüliang", 3),
		city("urc", "乌鲁木齐", "wu lu mu qi", "Ürümqi", 2),
		city("hkg", "香港", "xiang gang", "Hong Kong", 1, "Hongkong"),
		city("bfj", "毕节", "bi jie", "Bijie", 3),
		city("zgc", "中关村", "", "", 0),
	}
	stations := []model.Station{
		station("BJP", "bjs", "北京", "BJP"), station("VNP", "bjs", "北京南", "VNP"), station("BXP", "bjs", "北京西", "BXP"),
		station("PEK", "bjs", "首都国际机场", "PEK"), station("PKX", "bjs", "大兴国际机场", "PKX"),
		station("AOH", "sha", "上海虹桥", "AOH"), station("SHH", "sha", "上海", "SHH"), station("PVG", "sha", "浦东国际机场", "PVG"),
		station("IZQ", "can", "广州南", "IZQ"), station("XAY", "sia", "西安", "XAY"), station("EAY", "sia", "西安北", "EAY"),
		station("CUW", "ckg", "重庆北", "CUW"), station("XMS", "xmn", "厦门北", "XMS"), station("CWQ", "csx", "长沙南", "CWQ"),
		station("ICW", "ctu", "成都东", "ICW"), station("HBB", "hrb", "哈尔滨", "HBB"), station("NJH", "nkg", "南京", "NJH"),
		station("NKH", "nkg", "南京南", "NKH"), station("XJA", "hkg", "香港西九龙", "XJA"),
	}
	return cities, stations
}

func TestSearchFindsWhatPeopleType(t *testing.T) {
	x := place.New(world())
	for _, tt := range []struct{ query, want string }{
		// characters
		{"北京", "北京"}, {"北", "北京"}, {"上海", "上海"}, {"重庆", "重庆"}, {"乌鲁", "乌鲁木齐"}, {"哈尔滨", "哈尔滨"},
		{"北京南", "北京南"}, {"虹桥", "上海虹桥"}, {"西九龙", "香港西九龙"}, {"大兴", "大兴国际机场"}, {" 北 京 ", "北京"},
		// full pinyin, with and without spaces, in any case, with tones, unfinished
		{"beijing", "北京"}, {"bei jing", "北京"}, {"BeiJing", "北京"}, {"běijīng", "北京"}, {"beij", "北京"}, {"be", "北京"},
		{"shanghai", "上海"}, {"guangz", "广州"}, {"xian", "西安"}, {"xi'an", "西安"}, {"haerbin", "哈尔滨"}, {"wulumuqi", "乌鲁木齐"},
		{"beijingnan", "北京南"}, {"hongqiao", "上海虹桥"}, {"ｂｅｉｊｉｎｇ", "北京"},
		// polyphones read as the place is called
		{"chongqing", "重庆"}, {"xiamen", "厦门"}, {"changsha", "长沙"}, {"chengdu", "成都"},
		{"chongqingbei", "重庆北"}, {"chengdud", "成都东"},
		// the umlaut
		{"lvliang", "吕梁"}, {"luliang", "吕梁"}, {"lüliang", "吕梁"},
		// initials, also two-letter ones, also unfinished
		{"bj", "北京"}, {"sh", "上海"}, {"gz", "广州"}, {"xa", "西安"}, {"cq", "重庆"}, {"xm", "厦门"}, {"cs", "长沙"}, {"heb", "哈尔滨"},
		{"wlmq", "乌鲁木齐"}, {"wlm", "乌鲁木齐"}, {"bjn", "北京南"}, {"shhq", "上海虹桥"}, {"zgc", "中关村"},
		// syllables cut short
		{"guazh", "广州"}, {"beijn", "北京南"}, {"shangh", "上海"}, {"haeb", "哈尔滨"},
		// a mix of characters and letters
		{"北jing", "北京"}, {"bei京", "北京"}, {"北j", "北京"}, {"上h", "上海"}, {"北京n", "北京南"}, {"上海hq", "上海虹桥"},
		// English, aliases, codes
		{"Harbin", "哈尔滨"}, {"Urumqi", "乌鲁木齐"}, {"Ürümqi", "乌鲁木齐"}, {"Hong Kong", "香港"}, {"hong", "香港"},
		{"Peking", "北京"}, {"Canton", "广州"}, {"羊城", "广州"}, {"渝", "重庆"}, {"沪", "上海"}, {"amoy", "厦门"}, {"长安", "西安"},
		{"PEK", "首都国际机场"}, {"pvg", "浦东国际机场"}, {"AOH", "上海虹桥"}, {"vnp", "北京南"},
		// one typing error, only because nothing fits as it is
		{"beijng", "北京"}, {"bejing", "北京"}, {"beijjing", "北京"}, {"cahngsha", "长沙"}, {"hsanghai", "上海"}, {"guangzou", "广州"}, {"cangsha", "长沙"},
		// a homophone
		{"崇庆", "重庆"}, {"夏门", "厦门"},
	} {
		got := x.Search(tt.query, 5)
		require.NotEmpty(t, got, tt.query)
		require.Equal(t, tt.want, got[0].Label, "%s: %v", tt.query, got)
	}
}

func TestSearchOrder(t *testing.T) {
	x := place.New(world())
	labels := func(query string) (out []string) {
		for _, m := range x.Search(query, 6) {
			out = append(out, m.Label+"/"+string(m.Station))
		}
		return out
	}
	for _, tt := range []struct {
		name, query string
		want        []string
	}{
		{"the city, its namesake station, then longer names", "北京", []string{"北京/", "北京/BJP", "北京南/VNP", "北京西/BXP"}},
		{"the more important city first", "bj", []string{"北京/", "毕节/", "北京/BJP", "北京南/VNP", "北京西/BXP"}},
		{"the beginning before the middle", "jing", []string{"北京/", "南京/", "北京/BJP", "北京南/VNP", "北京西/BXP", "南京/NJH"}},
		{"namesakes side by side", "suzhou", []string{"宿州/", "苏州/"}},
		{"exact before cut short", "quzhou", []string{"衢州/", "泉州/"}},
		{"nothing", "qqqq", nil},
		{"only what names do not differ by", " '-", nil},
	} {
		require.Equal(t, tt.want, labels(tt.query), tt.name)
	}
	require.Empty(t, x.Search("", 5))
	require.Empty(t, x.Search("北京", 0))
	require.Len(t, x.Search("b", 2), 2)
	require.Empty(t, x.Search(string(make([]rune, 200)), 5))
}

func TestResolveIsExact(t *testing.T) {
	x := place.New(world())
	for _, tt := range []struct {
		text, city, station string
	}{
		{"北京", "bjs", ""}, {"Beijing", "bjs", ""}, {"BEI JING", "bjs", ""}, {"běijīng", "bjs", ""}, {" 北京 ", "bjs", ""},
		{"Xi'an", "sia", ""}, {"xian", "sia", ""}, {"Chongqing", "ckg", ""}, {"chong qing", "ckg", ""},
		{"羊城", "can", ""}, {"hong kong", "hkg", ""}, {"苏州", "szv", ""}, {"宿州", "ahs", ""},
		{"北京南", "bjs", "VNP"}, {"beijingnan", "bjs", "VNP"}, {"pek", "bjs", "PEK"},
		{"id:bjs", "bjs", ""}, {"id:BJP", "bjs", "BJP"}, {"id:AOH", "sha", "AOH"},
	} {
		got, err := x.Resolve(tt.text)
		require.NoError(t, err, tt.text)
		require.Equal(t, tt.city, string(got.City), tt.text)
		require.Equal(t, tt.station, string(got.Station), tt.text)
	}
}

func TestResolveListsCandidates(t *testing.T) {
	x := place.New(world())
	var ambiguous *place.AmbiguousError
	_, err := x.Resolve("Suzhou")
	require.ErrorAs(t, err, &ambiguous)
	require.Equal(t, "Suzhou", ambiguous.Text)
	require.Len(t, ambiguous.Candidates, 2)

	var unknown *place.UnknownError
	_, err = x.Resolve("beiji")
	require.ErrorAs(t, err, &unknown)
	require.Equal(t, "北京", unknown.Candidates[0].Label)
	for _, text := range []string{"", "  ", "id:", "id:nobody", "id:北京", "Nowhere", "bj"} {
		_, err := x.Resolve(text)
		require.ErrorAs(t, err, &unknown, text)
	}
}

func TestDetailTellsNamesakesApart(t *testing.T) {
	x := place.New([]model.City{{ID: "1", Name: "朝阳", Province: "辽宁"}, {ID: "2", Name: "朝阳", Province: "北京"}},
		[]model.Station{{ID: "s", City: "1", Name: "朝阳", Code: "VYD"}, {ID: "t", City: "2", Name: "站"}})
	var details []string
	for _, m := range x.Search("朝阳", 9) {
		details = append(details, m.Detail)
	}
	require.Equal(t, []string{"辽宁", "北京", "朝阳 VYD"}, details)
}

func TestGivenPinyinWins(t *testing.T) {
	x := place.New([]model.City{{ID: "1", Name: "洪洞", Pinyin: "hongtong"}, {ID: "2", Name: "略阳", Pinyin: "lueyang"}},
		[]model.Station{{ID: "s", City: "1", Name: "长垣东", Pinyin: "changyuandong"}, {ID: "x", City: "1", Name: "帽儿山西", Pinyin: "mershanxi"}})
	for query, want := range map[string]string{"hongt": "洪洞", "ht": "洪洞", "changyuand": "长垣东", "cyd": "长垣东", "lueyang": "略阳", "mershan": "帽儿山西", "ly": "略阳"} {
		got := x.Search(query, 3)
		require.NotEmpty(t, got, query)
		require.Equal(t, want, got[0].Label, query)
	}
}

func TestNamesInOtherLetters(t *testing.T) {
	x := place.New([]model.City{{ID: "1", Name: "Zürich HB"}, {ID: "2", Name: "Кишинёв"}, {ID: "3", Name: "King's Cross"}}, nil)
	for query, want := range map[string]string{"zurich": "1", "ZÜR": "1", "zh": "1", "hb": "1", "кишинёв": "2", "киш": "2", "kingsc": "3", "cross": "3"} {
		got := x.Search(query, 3)
		require.NotEmpty(t, got, query)
		require.Equal(t, want, string(got[0].City), query)
	}
}

func TestPinyin(t *testing.T) {
	for name, want := range map[string]string{
		"西安": "xi an", "重庆": "chong qing", "厦门": "xia men", "长沙": "chang sha", "成都": "cheng du", "长春": "chang chun", "长治": "chang zhi",
		"长子": "zhang zi", "六安": "lu an", "蚌埠": "beng bu", "佛山": "fo shan", "喀什": "ka shi", "乐清": "yue qing", "乐山": "le shan",
		"台州": "tai zhou", "丽水": "li shui", "亳州": "bo zhou", "番禺": "pan yu", "东莞": "dong guan", "莘庄": "xin zhuang", "洪洞西": "hong tong xi",
		"都江堰": "du jiang yan", "北京大厦": "bei jing da sha", "吕梁": "lv liang", "宿迁": "su qian", "什邡": "shi fang", "泊头": "bo tou",
		"G1 北京": "g1 bei jing", "": "", "Paris": "paris",
	} {
		require.Equal(t, want, place.Pinyin(name), name)
	}
	require.Equal(t, "xa", place.Initials("xi an"))
	require.Equal(t, "", place.Initials(""))
}
