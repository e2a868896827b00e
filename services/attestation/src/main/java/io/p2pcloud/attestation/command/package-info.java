/// What the command line does with reports and measurements, without the parsing of its options:
/// files in, text or JSON and an exit status out.
@NullMarked
package io.p2pcloud.attestation.command;

import org.jspecify.annotations.NullMarked;
