/// The light client on the command line, without a command-line library: options that open a
/// client, reports as text and JSON, and the exit status that scripts rely on.
@NullMarked
package io.p2pcloud.lightclient.cli;

import org.jspecify.annotations.NullMarked;
