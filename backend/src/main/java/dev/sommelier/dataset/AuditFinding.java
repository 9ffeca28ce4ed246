package dev.sommelier.dataset;

import java.util.List;

/// One thing to look at.
///
/// @param what in words: the reason, or the file or class that it is about
/// @param photos that it is about; none for what is no photo of a class
public record AuditFinding(AuditKind kind, String what, List<AuditPhoto> photos) {

    public AuditFinding {
        photos = List.copyOf(photos);
    }

    static AuditFinding of(AuditKind kind, String what) {
        return new AuditFinding(kind, what, List.of());
    }

    static AuditFinding of(AuditKind kind, String what, AuditPhoto photo) {
        return new AuditFinding(kind, what, List.of(photo));
    }
}
