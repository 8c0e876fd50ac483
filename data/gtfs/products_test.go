package gtfs_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// zoned is the small feed with areas: A in core, B in core and ring, C in none.
func zoned() files {
	return smallFeed().with("areas.txt", "area_id,area_name\ncore,中心\nring,外环\n").
		with("stop_areas.txt", "area_id,stop_id\ncore,A\ncore,B\nring,B2\n").
		with("fare_products.txt", "fare_product_id,fare_product_name,amount,currency,fare_media_id,rider_category_id\n"+
			"one,Single,2.50,CNY,,\none,Single card,2.20,CNY,card,\nhalf,Child,1.00,CNY,,child\nfar,Far,9,CNY,,adult\n").
		with("rider_categories.txt", "rider_category_id,rider_category_name,is_default_fare_category\nadult,Adult,1\nchild,Child,0\n")
}

func TestProductsAndLegRulesBecomeFares(t *testing.T) {
	n, rep := zoned().with("fare_leg_rules.txt", "leg_group_id,network_id,from_area_id,to_area_id,fare_product_id\n"+
		"g,,core,core,one\ng,,core,,far\ng,,core,core,half\n").must(t)
	zones := map[model.StationID]model.ZoneID{}
	for _, s := range n.Stations {
		zones[s.ID] = s.Zone
	}
	// ring is in no rule, so it makes no zone of its own.
	require.Equal(t, map[model.StationID]model.ZoneID{"A": "core", "B": "core", "C": "elsewhere"}, zones)
	require.Equal(t, []model.FareTable{{Rules: []model.FareRule{
		{From: "core", To: "core", Price: 220}, {From: "core", To: "core", Price: 250},
		{From: "core", To: "elsewhere", Price: 900}, // an empty cell is every area that no rule names
	}}}, n.FareTables)
	require.Contains(t, codes(rep), feed.CodeRiderCategory)
	require.Equal(t, "CNY", n.Info.Currency)
}

func TestAStationInTwoAreasIsInAZoneOfBoth(t *testing.T) {
	n, _ := zoned().with("fare_leg_rules.txt", "from_area_id,to_area_id,fare_product_id\ncore,ring,one\n").must(t)
	require.Equal(t, []model.FareTable{{Rules: []model.FareRule{
		{From: "core", To: "core+ring", Price: 220}, {From: "core", To: "core+ring", Price: 250},
		{From: "core+ring", To: "core+ring", Price: 220}, {From: "core+ring", To: "core+ring", Price: 250}}}}, n.FareTables)
}

func TestLegRulesGoByNetwork(t *testing.T) {
	f := zoned().with("route_networks.txt", "network_id,route_id\nrail,R1\n")
	n, _ := f.with("fare_leg_rules.txt", "network_id,fare_product_id\nrail,one\n,far\n").must(t)
	require.Equal(t, []model.FareTable{{Route: "R1", Rules: []model.FareRule{{Price: 220}, {Price: 250}}},
		{Route: "R2", Rules: []model.FareRule{{Price: 900}}}}, n.FareTables)
	n, rep := f.with("fare_leg_rules.txt", "network_id,fare_product_id,rule_priority\nrail,one,1\n,far,0\n").must(t)
	require.Equal(t, []model.FareTable{{Rules: []model.FareRule{{Price: 900}}}, {Route: "R1", Rules: []model.FareRule{{Price: 220}, {Price: 250}}}}, n.FareTables,
		"with priorities an empty network is any")
	require.Contains(t, codes(rep), feed.CodeRulePriority)
	n, _ = f.without("route_networks.txt").edit(t, "routes.txt", "route_id,", "network_id,route_id,").
		edit(t, "routes.txt", "\nR1", "\nrail,R1").edit(t, "routes.txt", "\nR2", "\n,R2").
		with("fare_leg_rules.txt", "network_id,fare_product_id\nrail,one\n").must(t)
	require.Equal(t, model.RouteID("R1"), n.FareTables[0].Route)
}

func TestWhatLegRulesCannotSayIsReported(t *testing.T) {
	_, rep := zoned().with("fare_leg_rules.txt", "fare_product_id,from_timeframe_group_id\none,night\n").must(t)
	require.Contains(t, codes(rep), feed.CodeTimeframe)
	_, rep = zoned().with("fare_transfer_rules.txt", "from_leg_group_id\n").must(t)
	require.Contains(t, rep.Findings, feed.Finding{Severity: feed.SeverityInfo, Code: feed.CodeIgnoredFile, File: "fare_transfer_rules.txt", Count: 1})
	n, _ := zoned().with("fare_attributes.txt", "fare_id,price,currency_type\nold,7,CNY\n").with("fare_leg_rules.txt", "fare_product_id\none\n").must(t)
	require.Equal(t, []model.FareTable{{Rules: []model.FareRule{{Price: 700}}}}, n.FareTables, "the older form counts alone")
}

func TestChineseNamesComeFromTranslations(t *testing.T) {
	f := smallFeed().edit(t, "stops.txt", "丙", "Bing").edit(t, "stops.txt", "乙,", "龍城,")
	n, _ := f.with("translations.txt", "table_name,field_name,language,translation,record_id,field_value\n"+
		"stops,stop_name,zh-HK,丙城繁,C,\nstops,stop_name,zh-CN,丙城,C,\nstops,stop_name,zh-Hans,龙城,B,\n").must(t)
	require.Equal(t, []string{"丙城", "Bing"}, []string{n.Stations[2].Name, n.Stations[2].English})
	require.Equal(t, []string{"龍城", ""}, []string{n.Stations[1].Name, n.Stations[1].English}, "the feed's own name stays")
	require.Equal(t, []string{"龙城"}, n.Cities[1].Aliases)

	n, _ = f.with("translations.txt", "trans_id,lang,translation\nBing,zh,丙城\n龍城,en,Dragon City\n").must(t)
	require.Equal(t, "丙城", n.Stations[2].Name)
	require.Equal(t, "Dragon City", n.Stations[1].English)

	n, _ = zoned().with("translations.txt", "table_name,field_name,language,translation,record_id\nareas,area_name,en,Centre,core\n").must(t)
	require.Equal(t, "Centre", n.Cities[1].English)
}

func TestAFeedInAZipInAZipIsFound(t *testing.T) {
	want, _ := smallFeed().must(t)
	inner := smallFeed().zip(t, "")
	n, _, err := readBytes(t.Context(), files{"gtfs.zip": string(inner), "readme.txt": "x"}.zip(t, ""))
	require.NoError(t, err)
	require.Equal(t, want, n)
	_, _, err = readBytes(t.Context(), files{"a.zip": string(inner), "b.zip": string(inner)}.zip(t, ""))
	require.Equal(t, feed.CodeSubfolder, feed.Errors(err)[0].Code, "which of two feeds is meant?")
}
