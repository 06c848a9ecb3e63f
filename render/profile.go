package render

import (
	"vanban/document"
	"vanban/templates/contract"
	"vanban/templates/parts"
)

// ReadProfile reads the plate that an office keeps for its certificates, from JSON. Its pictures are data URIs, or what open returns for
// the name that stands there; a nil open refuses names. Problems point into the JSON; with an error among them there is no profile.
// Whether certificates can be made on it says [Service.CheckProfile].
func ReadProfile(data []byte, open func(name string) ([]byte, error)) (*parts.Profile, document.Problems) {
	read, problems := contract.DecodeProfile(data, contract.Limits{Bytes: max(len(data), contract.DefaultBytes)}) // pictures are long
	if problems.Fatal() || read == nil {
		return nil, problems
	}
	made, more := parts.NewProfile(read, open)
	return made, append(problems, more...)
}

// CheckProfile reports what is wrong with a profile, whoever will be given a certificate on it.
func (s *Service) CheckProfile(p *parts.Profile) document.Problems { return s.catalog.CheckProfile(p) }
