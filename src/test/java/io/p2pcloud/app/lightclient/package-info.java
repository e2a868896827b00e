/// The commands of `p2pcloud light-client` against servers of generated and of recorded chains.
@NullMarked
package io.p2pcloud.app.lightclient;

import org.jspecify.annotations.NullMarked;
