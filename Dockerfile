FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum* ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /vanban ./cmd/vanban

# Templates and fonts are inside the binary: nothing else is needed.
FROM scratch
COPY --from=build /vanban /vanban
USER 65532:65532
ENTRYPOINT ["/vanban"]
