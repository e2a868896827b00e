// Compiles the market into src/main/resources: ABI, bytecode, and where libraries are linked in.
// `node build.cjs DIR` writes elsewhere, for the test that compares.
const fs = require('fs');
const path = require('path');
const solc = require('solc');

const root = __dirname;
const from = path.join(root, 'src/main/solidity');
const to = process.argv[2] || path.join(root, 'src/main/resources/io/p2pcloud/contracts');
const sources = {};
for (const file of fs.readdirSync(from).sort()) {
    sources[file] = { content: fs.readFileSync(path.join(from, file), 'utf8') };
}
const outputs = ['abi', 'evm.bytecode.object', 'evm.bytecode.linkReferences', 'evm.deployedBytecode.object', 'storageLayout'];
const input = {
    language: 'Solidity',
    sources,
    settings: {
        evmVersion: 'shanghai',
        viaIR: true,
        optimizer: { enabled: true, runs: 200 },
        metadata: { bytecodeHash: 'none' },
        outputSelection: { '*': { '*': outputs } },
    },
};
const read = (name) => ({ contents: fs.readFileSync(path.join(root, 'node_modules', name), 'utf8') });
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
const problems = output.errors || [];
for (const problem of problems) console.error(problem.formattedMessage);
if (problems.length > 0) process.exit(1);

fs.mkdirSync(to, { recursive: true });
const names = ['ProviderActs', 'OfferActs', 'OrderActs', 'MatchActs', 'LeaseActs', 'EndActs', 'Views', 'Market', 'TestToken'];
for (const name of names) {
    const contract = output.contracts[name + '.sol'][name];
    const size = contract.evm.deployedBytecode.object.length / 2;
    console.log(name.padEnd(14), String(size).padStart(6), 'bytes');
    if (size > 24576) throw new Error(name + ' is larger than EIP-170 allows');
    const links = {};
    for (const file of Object.values(contract.evm.bytecode.linkReferences)) {
        for (const [library, places] of Object.entries(file)) links[library] = places.map((place) => place.start);
    }
    // The placeholders become zeros: the places are listed beside, and the bytes stay hexadecimal.
    const bytecode = contract.evm.bytecode.object.replace(/__\$[0-9a-f]{34}\$__/g, '0'.repeat(40));
    const artifact = { name, abi: contract.abi, bytecode: '0x' + bytecode, runtimeSize: size, linkReferences: links };
    fs.writeFileSync(path.join(to, name + '.json'), JSON.stringify(artifact) + '\n');
}
const layout = output.contracts['Market.sol'].Market.storageLayout;
fs.writeFileSync(path.join(to, 'storage-layout.json'), JSON.stringify(plain(layout), null, 1) + '\n');

/// The layout without the compiler's internal numbers, which change with unrelated edits.
function plain(layout) {
    const structs = {};
    const simple = (type) => type.replace(/\)\d+_(storage|memory|calldata)(_ptr)?/g, ')').replace(/\)\d+/g, ')').replace(/^t_/, '');
    for (const [type, shape] of Object.entries(layout.types)) {
        if (!shape.members) continue;
        structs[simple(type)] = shape.members.map((m) => `${m.slot}+${m.offset} ${m.label} ${simple(m.type)}`);
    }
    return { storage: layout.storage.map((m) => `${m.slot}+${m.offset} ${m.label} ${simple(m.type)}`), structs };
}
