package dev.sommelier.inference;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Memory that engines freed, which the system's allocator keeps for later. After some models came and went that
/// is more than a gigabyte, and a container is judged by it.
final class FreedMemory {
    private static final Logger LOG = LoggerFactory.getLogger(FreedMemory.class);

    private FreedMemory() {}

    /// Gives it back to the system, where the JVM knows how (on Linux); takes milliseconds.
    ///
    /// @see <a href="https://man7.org/linux/man-pages/man3/malloc_trim.3.html">malloc_trim</a>
    static void giveBack() {
        try {
            ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
            Object said = ManagementFactory.getPlatformMBeanServer()
                    .invoke(commands, "systemTrimNativeHeap", new Object[0], new String[0]);
            LOG.debug("{}", said);
        } catch (JMException e) {
            LOG.debug("Nothing is given back here: {}", e.getMessage());
        }
    }
}
