/// *Create a server*: what it shall be, with a live answer who could take it and for how much; then
/// exactly what will be signed. The launch itself is shown on the new server's page.
@NullMarked
package io.p2pcloud.views.create;

import org.jspecify.annotations.NullMarked;
