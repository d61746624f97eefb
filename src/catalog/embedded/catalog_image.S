// The compiled catalog as read-only data; embedded_catalog.cpp names its ends.
    .section .rodata.catalog_image, "a", @progbits
    .balign 64
    .global cloudplan_catalog_image_begin
    .hidden cloudplan_catalog_image_begin
cloudplan_catalog_image_begin:
    .incbin CLOUDPLAN_IMAGE
    .global cloudplan_catalog_image_end
    .hidden cloudplan_catalog_image_end
cloudplan_catalog_image_end:
    .section .note.GNU-stack, "", @progbits
