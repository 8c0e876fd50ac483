package phone

// AnswerOf reads a picture, which a test cannot.
func AnswerOf(p *Provider, id string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.captchas[id].answer.Reveal()
}

// Waiting is the number of pictures without an answer.
func Waiting(p *Provider) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.captchas)
}
