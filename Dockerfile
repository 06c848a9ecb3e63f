FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# What /metrics and /openapi.json call the version: docker build --build-arg VERSION=$(git describe --always) .
ARG VERSION=devel
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.release=$VERSION" -o /vanban ./cmd/vanban && mkdir /data

# Templates and fonts are inside the binary: nothing else is needed.
FROM scratch
COPY --from=build /vanban /vanban
# Batches and plates: a volume, so that it can be written where all else is read-only, and outlives the container where it has a name.
COPY --from=build --chown=65532:65532 /data /data
VOLUME /data
USER 65532:65532
# In a container every caller comes from outside, so that serve wants keys (--keys or VANBAN_KEYS), or --no-keys.
ENV VANBAN_ADDR=:8080 VANBAN_DATA=/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["/vanban", "health"]
ENTRYPOINT ["/vanban"]
CMD ["serve"]
