/// The seeded market, as anyone who reads it finds it.
@NullMarked
package io.p2pcloud.app.seed;

import org.jspecify.annotations.NullMarked;
