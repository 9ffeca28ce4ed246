package dev.sommelier.ui;

import java.net.URI;
import java.util.Objects;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;

/// The web application around the pages, as Jetty wants it.
final class PageContext {
    /// The only places to search for pages, initialisers and static files. Each more costs start time.
    private static final String SCANNED = ".*/(sommelier-frontend|flow-|vaadin-)[^/]*\\.jar$|.*/classes/$";

    private PageContext() {}

    static WebAppContext of(PageParts parts) {
        var context = new WebAppContext();
        context.setContextPath("/");
        context.setBaseResource(ownFiles());
        context.setParentLoaderPriority(true);
        context.setConfigurationDiscovered(true);
        context.setAttribute(MetaInfConfiguration.CONTAINER_JAR_PATTERN, SCANNED);
        context.addConfiguration(new AnnotationConfiguration());
        // Otherwise a failed start would be a server that answers 503 for ever.
        context.setThrowUnavailableOnStartupException(true);
        context.getSessionHandler().setHttpOnly(true);
        context.getSessionHandler().setSameSite(SameSite.LAX);
        context.setAttribute(PageParts.class.getName(), parts);
        return context;
    }

    /// From the root factory, since the context's own is closed before the context has stopped.
    private static Resource ownFiles() {
        String file = Objects.requireNonNull(PageContext.class.getResource("/META-INF/resources/app.css"))
                .toString();
        return ResourceFactory.root().newResource(URI.create(file.substring(0, file.lastIndexOf('/') + 1)));
    }
}
