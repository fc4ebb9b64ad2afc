package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
)

// turnstile lets commands that write to a collection pass one at a time.
//
// MongoDB changes one document atomically: of two updates that ask for the same state of it, one finds it. FerretDB 1 reads the
// document, compares it in its own memory and then writes it by its id, so that both would find it. Behind a turnstile it keeps
// what MongoDB promises. Reads pass freely: they see what is committed in SQLite. Other collections do so too: a long update of
// rows, for which FerretDB 1 looks at every document, must not hold up the renewal of a lease. What names no collection, such as
// dropping a database, passes alone.
type turnstile struct {
	server      string
	alone       sync.RWMutex
	collections sync.Map // name of a collection to *sync.Mutex; one name in two databases shares it
}

// Commands that change no document; every other one waits its turn.
var reads = map[string]bool{
	"hello": true, "ismaster": true, "isMaster": true, "ping": true, "buildInfo": true, "buildinfo": true, "find": true, "getMore": true, "count": true,
	"aggregate": true, "distinct": true, "killCursors": true, "listCollections": true, "listDatabases": true, "listIndexes": true, "endSessions": true,
}

const (
	headerSize  = 16
	largestSize = 48_000_000 + 16_384
	opMsg       = 2013
)

func newTurnstile(server string) *turnstile { return &turnstile{server: server} }

// serve answers connections until the listener is closed.
func (t *turnstile) serve(ctx context.Context, listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer client.Close()
			_ = t.connection(ctx, client)
		}()
	}
}

func (t *turnstile) connection(ctx context.Context, client net.Conn) error {
	server, err := net.Dial("tcp", t.server)
	if err != nil {
		return err
	}
	defer server.Close()
	release := context.AfterFunc(ctx, func() { client.Close() })
	defer release()
	for {
		request, err := message(client)
		if err != nil {
			return err
		}
		response, err := t.exchange(server, request)
		if err != nil {
			return err
		}
		if _, err := client.Write(response); err != nil {
			return err
		}
	}
}

func (t *turnstile) exchange(server net.Conn, request []byte) ([]byte, error) {
	name, collection := command(request)
	if !reads[name] {
		defer t.pass(collection)()
	}
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	return message(server)
}

// pass waits for its turn and returns what ends it.
func (t *turnstile) pass(collection string) (end func()) {
	if collection == "" {
		t.alone.Lock()
		return t.alone.Unlock
	}
	t.alone.RLock()
	turn, _ := t.collections.LoadOrStore(collection, new(sync.Mutex))
	turn.(*sync.Mutex).Lock()
	return func() {
		turn.(*sync.Mutex).Unlock()
		t.alone.RUnlock()
	}
}

// message reads one message of the wire protocol: its length comes first, as four bytes, and counts itself.
func message(from io.Reader) ([]byte, error) {
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(from, header); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(header)
	if size < headerSize || size > largestSize {
		return nil, fmt.Errorf("a message of %d bytes", size)
	}
	whole := make([]byte, size)
	copy(whole, header)
	if _, err := io.ReadFull(from, whole[headerSize:]); err != nil {
		return nil, errors.Join(io.ErrUnexpectedEOF, err)
	}
	return whole, nil
}

// command names the command of an OP_MSG and the collection that it is about, if any: key and text of the first element of its first
// document. The older opcodes are used for greetings only.
func command(request []byte) (name, collection string) {
	const flags, kind, size, text = 4, 1, 4, 0x02
	element := headerSize + flags + kind + size
	if binary.LittleEndian.Uint32(request[12:]) != opMsg {
		return "hello", ""
	}
	if len(request) <= element+1 {
		return "", ""
	}
	end := bytes.IndexByte(request[element+1:], 0)
	if end < 0 {
		return "", ""
	}
	name = string(request[element+1 : element+1+end])
	value := element + 1 + end + 1 + size
	if request[element] != text || len(request) <= value {
		return name, ""
	}
	if end = bytes.IndexByte(request[value:], 0); end < 0 {
		return name, ""
	}
	return name, string(request[value : value+end])
}
