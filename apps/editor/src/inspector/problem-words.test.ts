import { checkFlow, flowProblem, withWords } from '@signalbox/flow';
import type { FlowProblem } from '@signalbox/flow';
import { nodeDefinitions } from '@signalbox/nodes';
import { words } from '@signalbox/nodes/words.de';
import { afterEach, describe, expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { audit } from '../text/de/audit.ts';
import { de } from '../text/de/catalogue.ts';
import { problems } from '../text/de/problems.ts';
import { sourceFaults } from '../text/de/source-faults.ts';
import { testRun } from '../text/de/test-run.ts';
import { en } from '../text/en/catalogue.ts';
import { speak } from '../text/text.ts';
import { faultText, problemText } from './problem-words.ts';

const laterText = { audit, problems, sourceFaults, testRun };

const library = { ...fixtureDefinitions, list: [] };

const problem: FlowProblem = {
  severity: 'error',
  code: 'NODE_FIELD_INVALID',
  message: 'Node #2 has incorrect content: data.limit: must be a number, not text',
  node_ids: [2],
  parameters: ['data.limit'],
};

test('beside its field a problem names neither the node nor the path', () => {
  expect(faultText(problem, fixtureDocument(), library)).toBe('Must be a number, not text');
});

test('in a list a problem names the node by its title and the field by its label', () => {
  expect(problemText(problem, fixtureDocument(), library)).toBe(
    'fixture_condition 2 › Limit: Must be a number, not text',
  );
});

test.each([
  [{ ...problem, node_ids: [2, 3] }],
  [{ ...problem, node_ids: [99] }],
  [{ severity: 'error' as const, code: 'FLOW_TOO_NEW' as const, message: 'Too new' }],
])('a problem of several nodes, of a lost one or of a file stays as it is', (other) => {
  expect(problemText(other, fixtureDocument(), library)).toBe(other.message);
});

test('a node without a wire is named in plain words, whatever the check says to readers of the API', () => {
  const { nodes } = fixtureDocument();
  const found = checkFlow({ ...fixtureDocument(), nodes: nodes.slice(0, 2), edges: [] }, fixtureDefinitions);
  const alone = found.find(({ code }) => code === 'FLOW_THEN_MISSING');
  expect(alone && problemText(alone, fixtureDocument(), library)).toBe(
    'Condition “fixture_condition 2” (#2) has no wire at “Then”.',
  );
});

describe('in German', () => {
  afterEach(() => speak({ text: en, nodeWords: {}, laterText: null }));

  function germanText(found: FlowProblem, document = fixtureDocument()): string {
    speak({ text: de, nodeWords: {}, laterText });
    return problemText(found, document, library);
  }

  test('a problem with a code of its own is said anew, with the names of its nodes', () => {
    const duplicate = flowProblem('FLOW_EDGE_DUPLICATE', 'Twice', { nodeIds: [1, 2] });
    expect(germanText(duplicate)).toBe(
      'Trigger „fixture_trigger 1“ (#1) und Condition „fixture_condition 2“ (#2) sind doppelt verbunden.',
    );
    expect(germanText(flowProblem('FLOW_EDGE_DANGLING', 'Lost', { nodeIds: [99] }))).toBe(
      'Eine Verbindung nennt den Baustein #99, den es nicht gibt.',
    );
  });

  test('what a schema refuses is asked again', () => {
    const document = fixtureDocument();
    const nodes = document.nodes.map((node) =>
      node.id === 2 ? { ...node, data: { ...node.data, limit: 'much' } } : node,
    );
    expect(germanText(problem, { ...document, nodes })).toBe(
      'fixture_condition 2 › Limit: Muss eine Zahl sein, nicht Text',
    );
  });

  test('a refusal that the document no longer has stays as the check worded it', () => {
    expect(germanText(problem)).toBe('fixture_condition 2 › Limit: Must be a number, not text');
  });

  test('what a check found is said by its code, and what only a pattern says as the field asks it', () => {
    const webhook = nodeDefinitions.get('webhook');
    const german = webhook && withWords(webhook, words.webhook);
    const webhooks = { definition: () => german, list: [] };
    const data = { title: 'Melden', url: 'ftp://example.com', headers: [], method: 'GET', body: '{}' };
    const document = { ...fixtureDocument(), nodes: [{ id: 1, type: 'webhook', data }] };
    const refused = checkFlow(document, webhooks).find(({ code }) => code === 'NODE_FIELD_INVALID');
    speak({ text: de, nodeWords: words, laterText });
    expect(refused && problemText(refused, document, webhooks)).toBe(
      'Melden › URL: Eine URL beginnt mit https:// oder http://',
    );
    const mended = {
      ...document,
      nodes: [{ id: 1, type: 'webhook', data: { ...data, url: 'https://a.de' } }],
    };
    const doubt = checkFlow(mended, webhooks).find(({ code }) => code === 'NODE_CONTENT_DOUBTFUL');
    expect(doubt && problemText(doubt, mended, webhooks)).toBe(
      'Melden › Inhalt: Eine GET-Anfrage wird ohne Inhalt gesendet',
    );
  });

  test('a formula that is wrong is so in German, with its place', () => {
    const logic = nodeDefinitions.get('logic');
    const german = logic && withWords(logic, words.logic);
    const types = { definition: () => german, list: [] };
    const data = { title: 'Zu schnell', name: 'fast', condition: 'speed >' };
    const document = { ...fixtureDocument(), nodes: [{ id: 1, type: 'logic', data }], edges: [] };
    const wrong = checkFlow(document, types).find(({ code }) => code === 'NODE_CONTENT_INVALID');
    speak({ text: de, nodeWords: words, laterText });
    expect(wrong && problemText(wrong, document, types)).toBe(
      'Zu schnell › Bedingung: Die Formel endet, wo ein Wert erwartet wird (Zeile 1, Spalte 8)',
    );
  });

  test('what only a check words stays as it is', () => {
    const doubt = flowProblem('NODE_CONTENT_DOUBTFUL', 'Node #2: data.limit: is odd', {
      nodeIds: [2],
      parameters: ['data.limit'],
    });
    expect(germanText(doubt)).toBe('fixture_condition 2 › Limit: Is odd');
  });
});
