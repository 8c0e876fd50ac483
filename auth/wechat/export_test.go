package wechat

// SessionKeyOf is the text that must appear nowhere.
func SessionKeyOf(p *Platform, openID string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.keys[openID].text.Reveal()
}
