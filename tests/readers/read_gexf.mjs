// Reads a GEXF file with graphology and prints its nodes and edges as JSON: node read_gexf.mjs FILE
import {readFileSync} from 'node:fs';
import graphology from 'graphology';
import gexf from 'graphology-gexf';

const graph = gexf.parse(graphology, readFileSync(process.argv[2], 'utf8'));
const nodes = graph.mapNodes((id, attributes) => ({id, ...attributes}));
const edges = graph.mapEdges((id, attributes, source, target) => ({
  id, source, target, directed: graph.isDirected(id), ...attributes,
}));
console.log(JSON.stringify({nodes, edges}));
