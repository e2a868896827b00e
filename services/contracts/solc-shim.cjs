// Presents npm's solc to forge as a native compiler: --version, and standard JSON on stdin.
const fs = require('fs');
const path = require('path');
const solc = require('solc');

const args = process.argv.slice(2);
if (args.includes('--version')) {
    const version = solc.version().replace('.Emscripten.clang', '.Linux.g++');
    console.log('solc, the solidity compiler commandline interface\nVersion: ' + version);
    process.exit(0);
}
const at = args.indexOf('--base-path');
const base = at >= 0 ? args[at + 1] : process.cwd();
const read = (name) => {
    for (const file of [name, path.join(base, name)]) {
        if (fs.existsSync(file)) return { contents: fs.readFileSync(file, 'utf8') };
    }
    return { error: 'not found: ' + name };
};
process.stdout.write(solc.compile(fs.readFileSync(0, 'utf8'), { import: read }));
