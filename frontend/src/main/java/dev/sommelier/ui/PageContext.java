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
    private static final String SCANNED = ".*/(sommelier-frontend|flow-|vaadin-|echarts-)[^/]*\\.jar$|.*/classes/$";

    private PageContext() {}

    /// @param files opens the static files; has to outlive the context, which looks at them while it stops
    static WebAppContext of(PageParts parts, ResourceFactory files) {
        var context = new WebAppContext();
        context.setContextPath("/");
        context.setBaseResource(ownFiles(files));
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

    private static Resource ownFiles(ResourceFactory files) {
        String file = Objects.requireNonNull(PageContext.class.getResource("/META-INF/resources/app.css"))
                .toString();
        return files.newResource(URI.create(file.substring(0, file.lastIndexOf('/') + 1)));
    }
}
