import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkpointText, parseCheckpoint, readCheckpoint } from './checkpoint.js';
import { cosignedAt, formatNote, generateNoteKey, isKeyName, MalformedKey, MalformedNote, openNote, parseCosignerKey, parseNote, parseSignerKey, parseVerifierKey, signNote } from './note.js';
import { sha256Tree } from './tree-hash.js';

// The example of the documentation of golang.org/x/mod/sumdb/note.
const verifierKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const signerKey = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
const verifier = parseVerifierKey(verifierKey);

describe('a signed note', () => {
  test("is signed and opened as Go's is", () => {
    expect(signNote(text, parseSignerKey(signerKey))).toBe(note);
    expect(parseSignerKey(signerKey).verifierKey).toBe(verifierKey);
    const opened = openNote(note, [verifier]);
    expect(opened.text).toBe(text);
    expect([opened.verified.length, opened.wrong.length, opened.unknown.length]).toEqual([1, 0, 0]);
  });

  test('does not open when any byte of it is another', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length; at += 1) {
      for (const bit of [0, 3, 5, 7]) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 1 << bit;
        let verified = 0;
        try {
          verified = openNote(changed, [verifier]).verified.length;
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedNote);
        }
        expect([at, bit, verified]).toEqual([at, bit, 0]);
      }
    }
  });

  test('of an unknown key is readable and trusted by nobody', () => {
    const other = generateNoteKey('PeterNeumann');
    const opened = openNote(note, [parseVerifierKey(other.verifierKey)]);
    expect([opened.verified.length, opened.unknown.map(({ name, keyId }) => [name, keyId])]).toEqual([0, [['PeterNeumann', 'c74f20a3']]]);
  });

  test('keeps several signatures apart', () => {
    const second = generateNoteKey('nanjing.example/zhiheng');
    const both = signNote(text, parseSignerKey(signerKey), parseSignerKey(second.signerKey));
    const [first] = parseNote(note).signatures;
    const mixed = formatNote({ text, signatures: [first!, { ...parseNote(both).signatures[1]!, bytes: Buffer.alloc(64) }] });
    expect(openNote(both, [verifier, parseVerifierKey(second.verifierKey)]).verified.length).toBe(2);
    expect(openNote(mixed, [verifier, parseVerifierKey(second.verifierKey)]).wrong.map(({ name }) => name)).toEqual(['nanjing.example/zhiheng']);
  });

  test.each([
    ['no signature', text], ['no empty line', note.replace('\n\n', '\n')], ['no line break at its end', note.slice(0, -1)], ['an empty signature block', `${text}\n`],
    ['a tab', note.replace('think', 'thi\tk')], ['a NUL', note.replace('think', 'thi\u0000k')], ['a hyphen for the dash', note.replace('— ', '- ')],
    ['a name of two words', note.replace('— Peter', '— Peter ')], ['a name with a plus', note.replace('PeterN', 'Peter+N')], ['a signature of four bytes', `${text}\n— a AAAAAA==\n`],
    ['a signature spelt otherwise', note.replace('nAM=', 'nAN=')], ['a signature without its padding', note.replace('nAM=', 'nAM')], ['a lone surrogate', note.replace('think', '\ud800')],
    ['a hundred and one signatures', `${text}\n${'— a AAAAAAAA\n'.repeat(101)}`],
  ])('with %s is malformed', (_, wrong) => {
    expect(() => parseNote(wrong)).toThrow(MalformedNote);
  });

  test('that is no UTF-8, or is signed over a text without an end, is malformed', () => {
    expect(() => parseNote(Buffer.concat([Buffer.of(0xff), Buffer.from(note)]))).toThrow(MalformedNote);
    expect(() => signNote('no end', parseSignerKey(signerKey))).toThrow(MalformedNote);
  });

  test('keeps whatever text it is given', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((one) => !/[\u0000-\u001f]/.test(one));
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const signed = `${lines.join('\n')}\n`;
      expect(openNote(Buffer.from(signNote(signed, parseSignerKey(signerKey))), [verifier])).toMatchObject({ text: signed, verified: [{ name: 'PeterNeumann' }] });
    }));
  });
});

describe('a key of a note', () => {
  test.each([
    ['another id', verifierKey.replace('c74f20a3', 'c74f20a4')], ['another name', verifierKey.replace('Peter', 'Petra')], ['an algorithm nobody knows', verifierKey.replace('+ARpc', '+Axpc')],
    ['a byte too few', 'a+00000000+AQ=='], ['nothing', ''], ['two parts', 'a+b'], ['an id in capitals', verifierKey.replace('c74f20a3', 'C74F20A3')],
  ])('with %s is none', (_, wrong) => {
    expect(() => parseVerifierKey(wrong)).toThrow(MalformedKey);
  });

  test('keeps its secret out of messages', () => {
    const wrong = signerKey.replace('c74f20a3', '00000000');
    expect(() => parseSignerKey(wrong)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('AYEKFALVFGy') }));
    expect(() => parseSignerKey(verifierKey)).toThrow(MalformedKey);
    expect(() => parseCosignerKey(signerKey)).toThrow(MalformedKey);
  });

  test('has a name of one word', () => {
    expect(['nanjing.example/质衡', 'a'].every(isKeyName)).toBe(true);
    expect(['', 'a b', 'a+b', 'a\u3000b', 'a\u00a0b', 'a\nb'].some(isKeyName)).toBe(false);
    expect(() => generateNoteKey('a b')).toThrow(MalformedKey);
  });
});

describe('a cosignature', () => {
  const witness = generateNoteKey('witness.example', 'cosignature');
  const cosigner = parseCosignerKey(witness.signerKey);

  test('holds at its time over its text only', () => {
    const signature = cosigner.cosign(text, 1_760_000_000);
    expect(cosignedAt(signature)).toBe(1_760_000_000);
    const check = parseVerifierKey(witness.verifierKey);
    expect(check.algorithm).toBe('cosignature');
    expect(check.verify(text, signature.bytes)).toBe(true);
    expect(check.verify(`${text}x\n`, signature.bytes)).toBe(false);
    const later = Buffer.from(signature.bytes);
    later[7]! ^= 1;
    expect(check.verify(text, later)).toBe(false);
    expect(check.verify(text, signature.bytes.subarray(8))).toBe(false);
    expect(openNote(formatNote({ text, signatures: [...parseNote(note).signatures, signature] }), [verifier, check]).verified.length).toBe(2);
  });
});

describe('a checkpoint', () => {
  const checkpoint = {
    origin: 'nanjing.example/zhiheng', size: 20_852_163, root: sha256Tree.leaf('x'), log: { origin: '0190b5a0-0000-7000-8000-000000000001', createdAt: '2025-01-01T00:00:00.000Z', format: 2 },
    sm3: sha256Tree.leaf('y'), time: '2025-06-30T16:00:00.000Z', extensions: ['more to come'],
  };

  test('comes back from its text, with lines that others added', () => {
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
    expect(checkpointText(checkpoint).split('\n').slice(0, 3)).toEqual(['nanjing.example/zhiheng', '20852163', checkpoint.root.toString('base64')]);
    expect(readCheckpoint(signNote(checkpointText(checkpoint), parseSignerKey(signerKey)))).toMatchObject({ size: 20_852_163, signatures: [{ name: 'PeterNeumann' }] });
  });

  test('is read as others write it: three lines', () => {
    // The example of C2SP tlog-checkpoint.
    expect(parseCheckpoint('example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n')).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] });
  });

  test.each([
    ['a size with a zero in front', 'a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'], ['a negative size', 'a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a size beyond counting', 'a\n9999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'], ['a short root', 'a\n1\nCsUY\n'], ['no origin', '\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['an empty line', 'a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n'], ['no end', 'a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='],
  ])('with %s is malformed', (_, wrong) => {
    expect(() => parseCheckpoint(wrong)).toThrow(MalformedNote);
  });

  test('has parts that stand in a line', () => {
    expect(() => checkpointText({ ...checkpoint, origin: 'a\nb' })).toThrow(MalformedNote);
    expect(() => checkpointText({ ...checkpoint, extensions: [''] })).toThrow(MalformedNote);
    expect(() => checkpointText({ ...checkpoint, size: -1 })).toThrow(MalformedNote);
  });
});
