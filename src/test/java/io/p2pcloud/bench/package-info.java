/// Benchmarks that `./bench` runs: each a main method that measures something of ours against a
/// baseline on the same machine, the two interleaved, and prints one line of figures.
@NullMarked
package io.p2pcloud.bench;

import org.jspecify.annotations.NullMarked;
