/// The product as its users meet it: started by its command in a process of its own, and seen only through its
/// output, its addresses and its exit code.
@NullMarked
package dev.sommelier.system;

import org.jspecify.annotations.NullMarked;
