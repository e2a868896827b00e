/// Made-up services and values for tests and for the pictures of every page. Nothing here is in the
/// product.
@NullMarked
package io.p2pcloud.views.example;

import org.jspecify.annotations.NullMarked;
